"""One training step of GPT-2: forward pass, cross-entropy, gradients, clipping and AdamW.

Autograd differentiates what is between the matrix products: norms, attention, activations and dropout. Each of these has a small
graph of its own. The fastest product on the CPU does not support autograd, so `backpropagate_product` computes its gradients.

Training needs float32 weights, which a step changes in place. As for `gradients.py`, calls must not run in PyTorch's inference mode,
and gradients must be enabled. Dropout draws from the generator of the process.
"""
from typing import List, Optional

import torch
from torch import Tensor

from optimizer import OptimizedGpt2


class TrainedGpt2(OptimizedGpt2):
    # Annotations in a subclass would hide those of the base classes from the TorchScript compiler.

    @torch.jit.export
    def train_step(self, inputs: Tensor, settings: Tensor) -> List[Tensor]:
        """Changes the weights and moments by one step of AdamW (https://arxiv.org/abs/1711.05101, decoupled weight decay).

        Returns the mean loss of all targets, the norm of all gradients before clipping, and 1. If the loss or the norm is not
        finite, nothing changes, and 0 takes the place of 1.

        inputs: number of micro-batches, step from 1, seed of dropout; for each micro-batch its sequences, the tokens in each of them,
        and its targets; then for each micro-batch the tokens, the indices of the tokens before targets, and the targets.
        settings: float64, learning rate, beta 1, beta 2, epsilon, weight decay, maximum norm, label smoothing, dropout
        """
        options: List[float] = settings.tolist()
        batch = self.split_batch(inputs)
        num_targets = 0
        for i in range(2, len(batch), 3):
            num_targets += batch[i].size(0)
        smoothing, dropout = options[6], options[7]
        torch.manual_seed(int(inputs[2]))
        gradients = self.begin_gradients()
        loss = torch.zeros(1, dtype=torch.float64, device=self.device)
        for i in range(0, len(batch), 3):
            tokens, positions, targets = batch[i], batch[i + 1], batch[i + 2]
            if targets.size(0) == 0:
                continue
            embedded = self.leaf(self.add_positions(self.embed(tokens)))
            dropped = self.dropout(embedded, dropout).flatten(0, 1)
            x = dropped
            branches: List[List[Tensor]] = []
            for branch in range(2 * self.layers):
                branches.append(self.run_branch(x, branch, tokens.size(0), dropout, self.lora_dropout))
                x = branches[-1][5]
            x = self.leaf(x)
            states = self.final_norm(x.index_select(0, positions))
            gradient = self.backpropagate_loss(states.detach(), targets, smoothing, num_targets, gradients, loss)
            gradient = self.backpropagate_norm(states, x, 2 * self.layers, gradient, gradients)
            for branch in range(2 * self.layers - 1, -1, -1):
                gradient = self.backpropagate_branch(branches.pop(), branch, gradient, gradients)
            if not self.is_frozen:
                gradient = self.backpropagate(dropped, [embedded], gradient)[0]
                gradients[self.position(self.EMBEDDING, 0)].index_add_(0, tokens.flatten(), gradient.flatten(0, 1))
                gradients[self.position(self.POSITIONS, 0)][:tokens.size(1)] += gradient.sum(0)
        norm = torch.stack(torch._foreach_norm(gradients)).norm()
        finite = torch.isfinite(loss[0]) & torch.isfinite(norm)
        self.update_weights(gradients, norm, finite, int(inputs[1]), options)
        return self.to_host([torch.stack([loss[0], norm.to(torch.float64), finite.to(torch.float64)])])

    def split_batch(self, inputs: Tensor) -> List[Tensor]:
        """Returns for each micro-batch its tokens, [sequences, tokens], the indices of the tokens before targets, and the targets."""
        end = 3 + 3 * int(inputs[0])
        shapes: List[int] = inputs[3:end].tolist()
        sizes: List[int] = []
        for i in range(0, len(shapes), 3):
            sizes.append(shapes[i] * shapes[i + 1])
            sizes.append(shapes[i + 2])
            sizes.append(shapes[i + 2])
        batch: List[Tensor] = []
        for i, part in enumerate(inputs[end:].to(self.device).split(sizes)):
            batch.append(part.view(shapes[i], shapes[i + 1]) if i % 3 == 0 else part)
        return batch

    def leaf(self, x: Tensor) -> Tensor:
        """Begins a graph of autograd."""
        return x.detach().requires_grad_(True)

    def backpropagate(self, output: Tensor, inputs: List[Tensor], output_gradient: Tensor) -> List[Tensor]:
        output_gradients: List[Optional[Tensor]] = [output_gradient]
        gradients: List[Tensor] = []
        for gradient in torch.autograd.grad([output], inputs, output_gradients):
            assert gradient is not None
            gradients.append(gradient)
        return gradients

    def product(self, x: Tensor, matrix: Tensor, bias: Optional[Tensor]) -> Tensor:
        """Computes x times the transposed matrix, plus the bias.

        On an Epyc with AVX-512, oneDNN takes half the time of MKL, which PyTorch uses for `linear`. On one with AVX2 it takes up to
        1.3 times as long. The operator of oneDNN does not support autograd.
        """
        if self.device.type == "cpu" and torch.ops.mkldnn._is_mkldnn_bf16_supported():
            return torch.ops.mkldnn._linear_pointwise(x.detach(), matrix, bias, "none", [], "")
        return torch.nn.functional.linear(x.detach(), matrix, bias)

    def dropout(self, x: Tensor, probability: float) -> Tensor:
        # PyTorch's operator draws a mask also for a probability of 0.
        return torch.dropout(x, probability, probability > 0.0)

    def adapter_output(self, x: Tensor, index: int, dropout: float) -> Tensor:
        """As in PEFT, dropout acts only on the x of the adapter."""
        inner = torch.nn.functional.linear(self.dropout(x, dropout), self.factor(self.LORA_A, index))
        return torch.nn.functional.linear(inner, self.factor(self.LORA_B, index)) * self.lora_scale

    def run_product(self, x: Tensor, index: int, dropout: float) -> List[Tensor]:
        """Returns the product with a matrix and its adapter; if it has one, also the input and result of the adapter's graph.

        dropout: of the adapter's input
        """
        output = self.product(x, self.matrices[index], self.biases[index])
        if not self.has_adapter(index):
            return [output]
        leaf = self.leaf(x)
        delta = self.adapter_output(leaf, index, dropout)
        return [output.add_(delta.detach()), leaf, delta]

    def backpropagate_product(self, x: Tensor, index: int, adapter: List[Tensor], gradient: Tensor,
                              gradients: List[Tensor]) -> Tensor:
        """Adds the gradients of a matrix and its bias, or of its adapter, and returns that of x.

        adapter: what `run_product` returns after the product
        """
        if not self.is_frozen:
            self.add_gradient(gradients, self.MATRIX, index, self.product(gradient.t(), x.t(), None))
            self.add_gradient(gradients, self.BIAS, index, gradient.sum(0))
        x_gradient = self.product(gradient, self.matrices[index].t(), None)
        if len(adapter) > 0:
            factors = [adapter[0], self.factor(self.LORA_A, index), self.factor(self.LORA_B, index)]
            results = self.backpropagate(adapter[1], factors, gradient)
            self.add_gradient(gradients, self.LORA_A, index, results[1])
            self.add_gradient(gradients, self.LORA_B, index, results[2])
            x_gradient.add_(results[0])
        return x_gradient

    def run_branch(self, x: Tensor, branch: int, sequences: int, dropout: float, lora_dropout: float) -> List[Tensor]:
        """Runs one of the two residual branches of a layer: 2 * layer is attention, 2 * layer + 1 is the feed-forward network.

        Returns the input and the result of each graph of autograd: x and its norm, the first product and what attention or
        activation makes of it, the second product and the hidden states after the branch. What `run_product` returns for adapters
        follows, in the order of the products.

        x: the hidden states before the branch, [rows of all sequences, hidden]. dropout: as in GPT-2, for attention weights and the
        output of the branch
        """
        layer, first, second = branch // 2, 2 * branch, 2 * branch + 1
        x = self.leaf(x)
        normed = self.norm(x, branch)
        first_product = self.run_product(normed, first, lora_dropout)
        inner = self.leaf(first_product[0])
        if branch % 2 == 0:
            queries, keys, values = self.split_heads(inner, sequences)
            attended = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, dropout_p=dropout, is_causal=True,
                                                                        scale=self.attention_scales[layer])
            activated = attended.transpose(1, 2).flatten(2).flatten(0, 1)
        else:
            activated = self.activate(inner, layer)
        second_product = self.run_product(activated, second, lora_dropout)
        outer = self.leaf(second_product[0])
        results = [x, normed, inner, activated, outer, x + self.dropout(outer, dropout)]
        return results + first_product[1:] + second_product[1:]

    def backpropagate_branch(self, results: List[Tensor], branch: int, gradient: Tensor, gradients: List[Tensor]) -> Tensor:
        """Adds the gradients of a branch, and returns that of x. results: from `run_branch`. gradient: that of its last result"""
        x, normed, inner, activated, outer, after = results[0], results[1], results[2], results[3], results[4], results[5]
        end = 8 if self.has_adapter(2 * branch) else 6
        outer_gradient = self.backpropagate(after, [outer], gradient)[0]
        activated_gradient = self.backpropagate_product(activated, 2 * branch + 1, results[end:], outer_gradient, gradients)
        parameters = self.trained_activation_parameters(branch)
        inputs = [inner]
        for index in parameters:
            inputs.append(self.activation_parameters[index])
        input_gradients = self.backpropagate(activated, inputs, activated_gradient)
        for i, index in enumerate(parameters):
            self.add_gradient(gradients, self.ACTIVATION_PARAMETER, index, input_gradients[i + 1])
        normed_gradient = self.backpropagate_product(normed, 2 * branch, results[6:end], input_gradients[0], gradients)
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
        if self.is_frozen:
            return self.backpropagate(normed, [x], gradient)[0]
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
            if not self.is_frozen:
                self.add_gradient(gradients, role, index, self.product(gradient.t(), state.div(num_targets).t(), None))
            state_gradients.append(self.product(gradient, head.t(), None).div_(num_targets))
        return torch.cat(state_gradients)

    @torch.jit.export
    def evaluate(self, inputs: Tensor) -> List[Tensor]:
        """Returns the sum of the losses, and how many targets are the most likely token. inputs: as in `train_step`"""
        head = self.matrices[4 * self.layers]
        chunk = self.logprob_rows(head.size(0))
        batch = self.split_batch(inputs)
        loss = torch.zeros(1, dtype=torch.float64, device=self.device)
        correct = torch.zeros(1, dtype=torch.float64, device=self.device)
        with torch.no_grad():
            for i in range(0, len(batch), 3):
                tokens, positions, targets = batch[i], batch[i + 1], batch[i + 2]
                if targets.size(0) == 0:
                    continue
                x = self.add_positions(self.embed(tokens)).flatten(0, 1)
                for branch in range(2 * self.layers):
                    x = self.run_branch(x, branch, tokens.size(0), 0.0, 0.0)[5]
                states = self.final_norm(x.index_select(0, positions))
                for first in range(0, states.size(0), chunk):
                    logits, target = self.product(states[first:first + chunk], head, None), targets[first:first + chunk]
                    loss.sub_(torch.log_softmax(logits, 1).gather(1, target.unsqueeze(1)).sum(dtype=torch.float64))
                    correct.add_((logits.argmax(1) == target).sum())
        return self.to_host([torch.cat([loss, correct])])
