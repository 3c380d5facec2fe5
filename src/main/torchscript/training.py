"""One training step of GPT-2: forward pass, cross-entropy, gradients, clipping and AdamW.

Autograd differentiates what is between the matrix products: norms, attention, activations and dropout. Each of these has a small
graph of its own. The fastest product on the CPU does not support autograd, so `backpropagate_product` computes its gradients.

Training needs float32 weights, which a step changes in place. As for `gradients.py`, calls must not run in PyTorch's inference mode,
and gradients must be enabled. Dropout draws from the generator of the process.
"""
from typing import List, Optional

import torch
from torch import Tensor

from noise import NoisedGpt2


class TrainedGpt2(NoisedGpt2):
    # Annotations of attributes in a subclass would hide those of the base classes from the TorchScript compiler. It infers the type
    # of a list that is not empty.

    def __init__(self):
        super().__init__()
        self.num_decayed = 0
        self.trained = [torch.empty(0)]
        self.trained_keys = [0]
        self.first_moments = [torch.empty(0)]
        self.second_moments = [torch.empty(0)]

    @torch.jit.export
    def begin_training(self) -> Tensor:
        """Makes the weights trainable, with moments of zero. Call it once, after `end_load`.

        As in transformers, weight decay applies to all weights except biases and those of norms. They come first in all lists:
        matrices and parameters of activations, then embeddings.
        """
        self.trained.clear()
        self.trained_keys.clear()
        for index in range(4 * self.layers if self.tied else 4 * self.layers + 1):
            self.add_trained(self.MATRIX, index, self.matrices[index])
        for index, parameter in enumerate(self.activation_parameters):
            # Scalars are constants.
            if parameter.dim() == 1:
                self.add_trained(self.ACTIVATION_PARAMETER, index, parameter.requires_grad_(True))
        self.add_trained(self.EMBEDDING, 0, self.token_embedding)
        self.add_trained(self.POSITIONS, 0, self.position_embedding)
        self.num_decayed = len(self.trained)
        for index, norm in enumerate(self.norms):
            self.add_trained(self.NORM, index, norm.requires_grad_(True))
        for index in range(4 * self.layers):
            self.add_trained(self.BIAS, index, self.biases[index])
        self.first_moments = self.zeros_like_trained()
        self.second_moments = self.zeros_like_trained()
        return self.staging

    def add_trained(self, role: int, index: int, weight: Tensor):
        self.trained.append(weight.detach())
        self.trained_keys.append(8 * index + role)

    def zeros_like_trained(self) -> List[Tensor]:
        zeros: List[Tensor] = []
        for weight in self.trained:
            zeros.append(torch.zeros_like(weight))
        return zeros

    @torch.jit.export
    def train_step(self, inputs: Tensor, settings: Tensor) -> List[Tensor]:
        """Changes the weights and moments by one step of AdamW (https://arxiv.org/abs/1711.05101, decoupled weight decay).

        Returns the mean loss of all targets, the norm of all gradients before clipping, and 1. If the loss or the norm is not
        finite, nothing changes, and 0 takes the place of 1.

        inputs: number of micro-batches, rows, tokens in a row, step from 1, seed of dropout, number of targets of each micro-batch;
        then for all micro-batches the tokens, the indices of the tokens before targets within their micro-batch, and the targets.
        settings: float64, learning rate, beta 1, beta 2, epsilon, weight decay, maximum norm, label smoothing, dropout
        """
        options: List[float] = settings.tolist()
        counts: List[int] = inputs[:5].tolist()
        batch = self.split_batch(inputs)
        num_targets = batch[1].size(0)
        smoothing, dropout = options[6], options[7]
        torch.manual_seed(counts[4])
        gradients = self.begin_gradients()
        loss = torch.zeros(1, dtype=torch.float64, device=self.device)
        for i in range(3, len(batch), 3):
            tokens, rows, targets = batch[i], batch[i + 1], batch[i + 2]
            if rows.size(0) == 0:
                continue
            embedded = self.leaf(self.add_positions(self.embed(tokens)))
            dropped = torch.dropout(embedded, dropout, True).flatten(0, 1)
            x = dropped
            branches: List[List[Tensor]] = []
            for branch in range(2 * self.layers):
                branches.append(self.run_branch(x, branch, tokens.size(0), dropout))
                x = branches[-1][-1]
            x = self.leaf(x)
            states = self.final_norm(x.index_select(0, rows))
            gradient = self.backpropagate_loss(states.detach(), targets, smoothing, num_targets, gradients, loss)
            gradient = self.backpropagate_norm(states, x, 2 * self.layers, gradient, gradients)
            for branch in range(2 * self.layers - 1, -1, -1):
                gradient = self.backpropagate_branch(branches.pop(), branch, gradient, gradients)
            gradient = self.backpropagate(dropped, [embedded], gradient)[0]
            gradients[self.position(self.EMBEDDING, 0)].index_add_(0, tokens.flatten(), gradient.flatten(0, 1))
            gradients[self.position(self.POSITIONS, 0)][:tokens.size(1)] += gradient.sum(0)
        norm = torch.stack(torch._foreach_norm(gradients)).norm()
        finite = torch.isfinite(loss[0]) & torch.isfinite(norm)
        self.update_weights(gradients, norm, finite, counts[3], options)
        return self.to_host([torch.stack([loss[0], norm.to(torch.float64), finite.to(torch.float64)])])

    def split_batch(self, inputs: Tensor) -> List[Tensor]:
        """Returns all tokens, rows and targets, then those of each micro-batch: tokens are [rows, tokens], the others [targets]."""
        counts: List[int] = inputs[:3].tolist()
        end = 5 + counts[0]
        num_targets: List[int] = inputs[5:end].tolist()
        total = sum(num_targets)
        parts = inputs[end:].to(self.device).split([counts[0] * counts[1] * counts[2], total, total])
        batch = [parts[0], parts[1], parts[2]]
        tokens = parts[0].view(counts[0], counts[1], counts[2])
        rows, targets = parts[1].split(num_targets), parts[2].split(num_targets)
        for i in range(counts[0]):
            batch.append(tokens[i])
            batch.append(rows[i])
            batch.append(targets[i])
        return batch

    def begin_gradients(self) -> List[Tensor]:
        """Returns the gradients of all weights: zeros for those that `train_step` adds to rows of, and otherwise empty tensors."""
        gradients: List[Tensor] = []
        for weight in self.trained:
            gradients.append(torch.empty(0, device=self.device))
        if not self.tied:
            gradients[self.position(self.EMBEDDING, 0)] = torch.zeros_like(self.token_embedding)
        gradients[self.position(self.POSITIONS, 0)] = torch.zeros_like(self.position_embedding)
        return gradients

    def add_gradient(self, gradients: List[Tensor], role: int, index: int, gradient: Tensor):
        position = self.position(role, index)
        if gradients[position].numel() == 0:
            gradients[position] = gradient
        else:
            gradients[position].add_(gradient)

    def position(self, role: int, index: int) -> int:
        """The position of a weight in all lists."""
        return self.trained_keys.index(8 * index + role)

    def leaf(self, x: Tensor) -> Tensor:
        """Begins a graph of autograd."""
        return x.detach().requires_grad_(True)

    def product(self, x: Tensor, matrix: Tensor, bias: Optional[Tensor]) -> Tensor:
        """Computes x times the transposed matrix, plus the bias.

        On AMD processors oneDNN is twice as fast as MKL, which PyTorch uses for `linear`. Its operator does not support autograd.
        """
        if self.device.type == "cpu":
            return torch.ops.mkldnn._linear_pointwise(x.detach(), matrix, bias, "none", [], "")
        return torch.nn.functional.linear(x.detach(), matrix, bias)

    def backpropagate_product(self, x: Tensor, index: int, gradient: Tensor, gradients: List[Tensor]) -> Tensor:
        """Adds the gradients of a matrix and its bias, and returns that of x."""
        self.add_gradient(gradients, self.MATRIX, index, self.product(gradient.t(), x.t(), None))
        self.add_gradient(gradients, self.BIAS, index, gradient.sum(0))
        return self.product(gradient, self.matrices[index].t(), None)

    def run_branch(self, x: Tensor, branch: int, sequences: int, dropout: float) -> List[Tensor]:
        """Runs one of the two residual branches of a layer: 2 * layer is attention, 2 * layer + 1 is the feed-forward network.

        Returns the input and the result of each graph of autograd: x and its norm, the first product and what attention or
        activation makes of it, the second product and the hidden states after the branch.

        x: the hidden states before the branch, [rows of all sequences, hidden]. dropout: as in GPT-2, for attention weights and the
        output of the branch
        """
        layer, first, second = branch // 2, 2 * branch, 2 * branch + 1
        x = self.leaf(x)
        normed = self.norm(x, branch)
        inner = self.leaf(self.product(normed, self.matrices[first], self.biases[first]))
        if branch % 2 == 0:
            queries, keys, values = self.split_heads(inner, sequences)
            attended = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, dropout_p=dropout, is_causal=True,
                                                                        scale=self.attention_scales[layer])
            activated = attended.transpose(1, 2).flatten(2).flatten(0, 1)
        else:
            activated = self.activate(inner, layer)
        outer = self.leaf(self.product(activated, self.matrices[second], self.biases[second]))
        return [x, normed, inner, activated, outer, x + torch.dropout(outer, dropout, True)]

    def backpropagate_branch(self, results: List[Tensor], branch: int, gradient: Tensor, gradients: List[Tensor]) -> Tensor:
        """Adds the gradients of a branch, and returns that of x. results: from `run_branch`. gradient: that of its last result"""
        x, normed, inner, activated, outer, after = results
        outer_gradient = self.backpropagate(after, [outer], gradient)[0]
        activated_gradient = self.backpropagate_product(activated, 2 * branch + 1, outer_gradient, gradients)
        parameters = self.trained_activation_parameters(branch)
        inputs = [inner]
        for index in parameters:
            inputs.append(self.activation_parameters[index])
        input_gradients = self.backpropagate(activated, inputs, activated_gradient)
        for i, index in enumerate(parameters):
            self.add_gradient(gradients, self.ACTIVATION_PARAMETER, index, input_gradients[i + 1])
        normed_gradient = self.backpropagate_product(normed, 2 * branch, input_gradients[0], gradients)
        return gradient + self.backpropagate_norm(normed, x, branch, normed_gradient, gradients)

    def trained_activation_parameters(self, branch: int) -> List[int]:
        """The indices of the parameters that training changes."""
        indices: List[int] = []
        if branch % 2 == 1:
            count = len(self.activation_parameters) // self.layers
            for index in range(branch // 2 * count, (branch // 2 + 1) * count):
                if self.activation_parameters[index].requires_grad:
                    indices.append(index)
        return indices

    def backpropagate_norm(self, normed: Tensor, x: Tensor, index: int, gradient: Tensor, gradients: List[Tensor]) -> Tensor:
        """Adds the gradients of the weight and bias of a norm, and returns that of x."""
        results = self.backpropagate(normed, [x, self.norms[2 * index], self.norms[2 * index + 1]], gradient)
        self.add_gradient(gradients, self.NORM, 2 * index, results[1])
        self.add_gradient(gradients, self.NORM, 2 * index + 1, results[2])
        return results[0]

    def logprob_rows(self, vocabulary: int) -> int:
        """The number of rows whose log-probabilities are computed at a time: 64 MB of them."""
        return max(1, 16777216 // vocabulary)

    def backpropagate_loss(self, states: Tensor, targets: Tensor, smoothing: float, num_targets: int,
                           gradients: List[Tensor], loss: Tensor) -> Tensor:
        """Adds to the loss and the gradient of the head; returns the gradients of the states, [rows, hidden].

        The loss is that of torch.nn.functional.cross_entropy with label_smoothing, divided by num_targets.
        """
        head = self.matrices[4 * self.layers]
        role, index = (self.EMBEDDING, 0) if self.tied else (self.MATRIX, 4 * self.layers)
        state_gradients: List[Tensor] = []
        chunk = self.logprob_rows(head.size(0))
        for first in range(0, states.size(0), chunk):
            state, target = states[first:first + chunk], targets[first:first + chunk].unsqueeze(1)
            logprobs = torch.log_softmax(self.product(state, head, None), 1)
            loss.sub_(logprobs.gather(1, target).sum(dtype=torch.float64), alpha=(1.0 - smoothing) / num_targets)
            if smoothing > 0.0:
                loss.sub_(logprobs.sum(dtype=torch.float64), alpha=smoothing / (num_targets * head.size(0)))
            # The gradient of the logits, times num_targets.
            gradient = logprobs.exp_()
            if smoothing > 0.0:
                gradient.sub_(smoothing / head.size(0))
            gradient.scatter_add_(1, target, torch.full([target.size(0), 1], smoothing - 1.0, device=self.device))
            self.add_gradient(gradients, role, index, self.product(gradient.t(), state.div(num_targets).t(), None))
            state_gradients.append(self.product(gradient, head.t(), None).div_(num_targets))
        return torch.cat(state_gradients)

    def backpropagate(self, output: Tensor, inputs: List[Tensor], output_gradient: Tensor) -> List[Tensor]:
        output_gradients: List[Optional[Tensor]] = [output_gradient]
        gradients: List[Tensor] = []
        for gradient in torch.autograd.grad([output], inputs, output_gradients):
            assert gradient is not None
            gradients.append(gradient)
        return gradients

    def update_weights(self, gradients: List[Tensor], norm: Tensor, finite: Tensor, step: int, options: List[float]):
        """Clips the gradients as torch.nn.utils.clip_grad_norm_ does, and applies AdamW."""
        # The operator divides by the scale, and does nothing if the last argument is 1.
        scale = ((norm + 1e-6) / options[5]).clamp_min(1.0).view(1)
        skipped = (~finite).to(torch.float32).view(1)
        step_count = torch.full([], float(step), dtype=torch.float32, device=self.device)
        unused: List[Tensor] = []
        for i in range(len(gradients)):
            weight = [self.trained[i]]
            torch._fused_adamw_(weight, [gradients[i]], [self.first_moments[i]], [self.second_moments[i]], unused, [step_count],
                                lr=options[0], beta1=options[1], beta2=options[2],
                                weight_decay=options[4] if i < self.num_decayed else 0.0, eps=options[3], amsgrad=False,
                                maximize=False, grad_scale=scale, found_inf=skipped)
            # The compiler removes an operator that writes to the tensors of a list, unless the list is used afterwards.
            self.trained[i] = weight[0]

    @torch.jit.export
    def evaluate(self, inputs: Tensor) -> List[Tensor]:
        """Returns the sum of the losses, and how many targets are the most likely token. inputs: as in `train_step`"""
        head = self.matrices[4 * self.layers]
        chunk = self.logprob_rows(head.size(0))
        batch = self.split_batch(inputs)
        loss = torch.zeros(1, dtype=torch.float64, device=self.device)
        correct = torch.zeros(1, dtype=torch.float64, device=self.device)
        with torch.no_grad():
            for i in range(3, len(batch), 3):
                tokens, rows, targets = batch[i], batch[i + 1], batch[i + 2]
                if rows.size(0) == 0:
                    continue
                x = self.add_positions(self.embed(tokens)).flatten(0, 1)
                for branch in range(2 * self.layers):
                    x = self.run_branch(x, branch, tokens.size(0), 0.0)[-1]
                states = self.final_norm(x.index_select(0, rows))
                for first in range(0, states.size(0), chunk):
                    logits, target = self.product(states[first:first + chunk], head, None), targets[first:first + chunk]
                    loss.sub_(torch.log_softmax(logits, 1).gather(1, target.unsqueeze(1)).sum(dtype=torch.float64))
                    correct.add_((logits.argmax(1) == target).sum())
        return self.to_host([torch.cat([loss, correct])])

    @torch.jit.export
    def read_rows(self, integers: Tensor) -> List[Tensor]:
        """Returns rows of a weight or its moment, with the shape of the checkpoint.

        integers: 0 for the weight, 1 or 2 for its first or second moment; role and index as in `add_weight`; first row and end row.
        A scalar has one row.
        """
        place: List[int] = integers.tolist()
        return self.to_host([self.stored(place[0], place[1], place[2])[place[3]:place[4]].contiguous()])

    @torch.jit.export
    def write_rows(self, integers: Tensor, values: Tensor) -> Tensor:
        """Sets rows of a weight or its moment. integers: as in `read_rows`. values: flat"""
        place: List[int] = integers.tolist()
        rows = self.stored(place[0], place[1], place[2])[place[3]:place[4]]
        rows.copy_(values.view(rows.size()))
        return values[:0]

    def stored(self, kind: int, role: int, index: int) -> Tensor:
        """A view with the shape of the checkpoint."""
        if role == self.ACTIVATION_PARAMETER and self.activation_parameters[index].dim() == 0:
            return self.activation_parameters[index].unsqueeze(0)
        position = self.position(role, index)
        values = self.trained[position]
        if kind > 0:
            values = self.first_moments[position] if kind == 1 else self.second_moments[position]
        return values.t() if role == self.MATRIX and index < 4 * self.layers else values
