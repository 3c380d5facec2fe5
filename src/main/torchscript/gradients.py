"""Gradients of GPT-2's output with respect to the token embeddings, before position embeddings are added.

They need float32, and neither these calls nor the loading of weights may run in PyTorch's inference mode. The weights are
constants. Each call frees its autograd graph.
"""
from typing import List, Tuple

import torch
from torch import Tensor

from explanation import ExplainedGpt2


class DifferentiableGpt2(ExplainedGpt2):
    # No annotations here: they would hide those of the base class from the compiler.

    def blocks(self, x: Tensor, first: int, end: int) -> Tensor:
        """The hidden states after the layers [first, end). x: the states before them, [sequences, tokens, hidden]"""
        for layer in range(first, end):
            x = self.block(x, self.project(x, layer), layer)
        return x

    def input_gradients(self, values: Tensor, x: Tensor) -> Tensor:
        """The gradient of the sum of the values in x, which must require gradients."""
        gradient = torch.autograd.grad([values.sum()], [x])[0]
        assert gradient is not None
        return gradient

    @torch.jit.export
    def embeddings(self, tokens: Tensor) -> List[Tensor]:
        """The token embeddings without position embeddings, [tokens, hidden]."""
        return [self.embed(tokens)]

    def run_layers(self, x: Tensor, layers: Tensor) -> Tensor:
        first = int(layers[0].item())
        return self.blocks(self.add_positions(x) if first == 0 else x, first, int(layers[1].item()))

    @torch.jit.export
    def onward(self, x: Tensor, layers: Tensor) -> List[Tensor]:
        """The hidden states after the layers [first, end). layers: first, end. x: the states before these layers, where those of
        layer 0 are token embeddings without position embeddings, [sequences, tokens, hidden]"""
        return [self.run_layers(x, layers)]

    @torch.jit.export
    def answers(self, x: Tensor, layers: Tensor) -> List[Tensor]:
        """The logits after the last token of each sequence, [sequences, vocabulary]. x, layers: as in `onward`, to the end"""
        return [self.head(self.run_layers(x, layers)[:, -1])]

    @torch.jit.export
    def gradients(self, x: Tensor, layers: Tensor, targets: Tensor, measure: Tensor) -> List[Tensor]:
        """A value of the target token after each sequence, [sequences], and its gradients in x.

        x, layers: as in `answers`. targets: a token, and optionally a second one, whose value is subtracted. measure: 0 the
        probability, 1 the log-probability, 2 the logit
        """
        x = x.detach().requires_grad_(True)
        logits = self.head(self.run_layers(x, layers)[:, -1])
        values = self.target_values(logits, int(measure.item())).index_select(1, targets)
        value = values[:, 0] - values[:, 1] if targets.size(0) > 1 else values[:, 0]
        return [value.detach(), self.input_gradients(value, x)]

    @torch.jit.export
    def back(self, x: Tensor, layers: Tensor, gradients: Tensor) -> List[Tensor]:
        """Backpropagates gradients in the states after the layers to gradients in x. x, layers: as in `onward`"""
        x = x.detach().requires_grad_(True)
        return [self.input_gradients(self.run_layers(x, layers) * gradients, x)]

    def target_values(self, logits: Tensor, measure: int) -> Tensor:
        if measure == 2:
            return logits
        return torch.log_softmax(logits, 1) if measure == 1 else torch.softmax(logits, 1)
