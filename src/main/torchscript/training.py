"""One training step of GPT-2: forward pass, cross-entropy, gradients, clipping and AdamW.

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
        self.num_layer_matrices = 0
        self.num_decayed = 0
        self.trained = [torch.empty(0)]
        self.trained_keys = [0]
        self.first_moments = [torch.empty(0)]
        self.second_moments = [torch.empty(0)]

    @torch.jit.export
    def begin_training(self) -> Tensor:
        """Makes the weights trainable, with moments of zero. Call it once, after `end_load`.

        As in transformers, weight decay applies to all weights except biases and those of norms. They come first in all lists:
        matrices and parameters of activations in the layers, then embeddings and head.
        """
        self.trained.clear()
        self.trained_keys.clear()
        for index in range(4 * self.layers):
            self.add_trained(self.MATRIX, index, self.matrices[index].requires_grad_(True))
        for index, parameter in enumerate(self.activation_parameters):
            # Scalars are constants.
            if parameter.dim() == 1:
                self.add_trained(self.ACTIVATION_PARAMETER, index, parameter.requires_grad_(True))
        self.num_layer_matrices = len(self.trained)
        # Their gradients are computed without autograd.
        if not self.tied:
            self.add_trained(self.MATRIX, 4 * self.layers, self.matrices[4 * self.layers])
        self.add_trained(self.EMBEDDING, 0, self.token_embedding)
        self.add_trained(self.POSITIONS, 0, self.position_embedding)
        self.num_decayed = len(self.trained)
        for index, norm in enumerate(self.norms):
            self.add_trained(self.NORM, index, norm.requires_grad_(True))
        for index in range(4 * self.layers):
            self.add_trained(self.BIAS, index, self.biases[index].requires_grad_(True))
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
        weights = self.differentiated()
        head = self.matrices[4 * self.layers].detach()
        head_gradient = torch.zeros_like(head)
        embedding_gradient = head_gradient if self.tied else torch.zeros_like(self.token_embedding)
        position_gradient = torch.zeros_like(self.position_embedding)
        loss = torch.zeros(1, dtype=torch.float64, device=self.device)
        sums: List[Tensor] = []
        for micro_batch in range(counts[0]):
            tokens, rows, targets = batch[3 * micro_batch + 3], batch[3 * micro_batch + 4], batch[3 * micro_batch + 5]
            if rows.size(0) == 0:
                continue
            x = self.add_positions(self.embed(tokens)).detach().requires_grad_(True)
            states = self.states_before(x, rows, dropout)
            state_gradients = self.backpropagate_loss(states.detach(), targets, smoothing, num_targets, head, head_gradient, loss)
            gradients = self.backpropagate(states, weights + [x], state_gradients)
            x_gradient = gradients.pop()
            embedding_gradient.index_add_(0, tokens.flatten(), x_gradient.flatten(0, 1))
            position_gradient[:tokens.size(1)] += x_gradient.sum(0)
            if len(sums) == 0:
                sums = gradients
            else:
                torch._foreach_add_(sums, gradients)
        shared = [embedding_gradient, position_gradient]
        if not self.tied:
            shared = [head_gradient] + shared
        gradients = sums[:self.num_layer_matrices] + shared + sums[self.num_layer_matrices:]
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

    def differentiated(self) -> List[Tensor]:
        """The weights of the layers and norms, which autograd differentiates, in the order of all lists."""
        weights = self.matrices[:4 * self.layers]
        for parameter in self.activation_parameters:
            if parameter.dim() == 1:
                weights.append(parameter)
        return weights + self.norms + self.biases[:4 * self.layers]

    def states_before(self, x: Tensor, rows: Tensor, dropout: float) -> Tensor:
        """Returns the hidden states after the final norm, [rows, hidden]. x: token and position embeddings, [sequences, tokens, hidden].
        rows: indices of tokens in all sequences. dropout: as in GPT-2, for embeddings, attention and the output of each block"""
        sequences = x.size(0)
        x = torch.dropout(x, dropout, True).flatten(0, 1)
        for layer in range(self.layers):
            projected = self.project_qkv(x.view(sequences, -1, x.size(1)), layer)
            attended = torch.nn.functional.scaled_dot_product_attention(projected[0], projected[1], projected[2],
                                                                        dropout_p=dropout, is_causal=True,
                                                                        scale=self.attention_scales[layer])
            attended = self.linear_dense(attended.transpose(1, 2).flatten(2).flatten(0, 1), 4 * layer + 1)
            x = x + torch.dropout(attended, dropout, True)
            x = x + torch.dropout(self.feed_forward(self.norm(x, 2 * layer + 1), layer), dropout, True)
        return self.final_norm(x.index_select(0, rows))

    def logprob_rows(self, vocabulary: int) -> int:
        """The number of rows whose log-probabilities are computed at a time: 64 MB of them."""
        return max(1, 16777216 // vocabulary)

    def backpropagate_loss(self, states: Tensor, targets: Tensor, smoothing: float, num_targets: int, head: Tensor,
                           head_gradient: Tensor, loss: Tensor) -> Tensor:
        """Adds to the loss and the gradient of the head; returns the gradients of the states, [rows, hidden].

        The loss is that of torch.nn.functional.cross_entropy with label_smoothing, divided by num_targets.
        """
        gradients: List[Tensor] = []
        chunk = self.logprob_rows(head.size(0))
        for first in range(0, states.size(0), chunk):
            state, target = states[first:first + chunk], targets[first:first + chunk].unsqueeze(1)
            logprobs = torch.log_softmax(state.matmul(head.t()), 1)
            loss.sub_(logprobs.gather(1, target).sum(dtype=torch.float64), alpha=(1.0 - smoothing) / num_targets)
            if smoothing > 0.0:
                loss.sub_(logprobs.sum(dtype=torch.float64), alpha=smoothing / (num_targets * head.size(0)))
            # The gradient of the logits, times num_targets.
            gradient = logprobs.exp_()
            if smoothing > 0.0:
                gradient.sub_(smoothing / head.size(0))
            gradient.scatter_add_(1, target, torch.full([target.size(0), 1], smoothing - 1.0, device=self.device))
            head_gradient.addmm_(gradient.t(), state, alpha=1.0 / num_targets)
            gradients.append(gradient.matmul(head).div_(num_targets))
        return torch.cat(gradients)

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
        head = self.matrices[4 * self.layers].detach()
        chunk = self.logprob_rows(head.size(0))
        batch = self.split_batch(inputs)
        loss = torch.zeros(1, dtype=torch.float64, device=self.device)
        correct = torch.zeros(1, dtype=torch.float64, device=self.device)
        with torch.no_grad():
            for i in range(3, len(batch), 3):
                tokens, rows, targets = batch[i], batch[i + 1], batch[i + 2]
                if rows.size(0) == 0:
                    continue
                states = self.states_before(self.add_positions(self.embed(tokens)), rows, 0.0)
                for first in range(0, states.size(0), chunk):
                    logits, target = states[first:first + chunk].matmul(head.t()), targets[first:first + chunk]
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
        position = self.trained_keys.index(8 * index + role)
        values = self.trained[position]
        if kind > 0:
            values = self.first_moments[position] if kind == 1 else self.second_moments[position]
        return values.t() if role == self.MATRIX and index < 4 * self.layers else values
