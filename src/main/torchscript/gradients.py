"""Gradients of GPT-2's output with respect to hidden states, or to token embeddings before position embeddings are added.

Gradients need float32 weights. Neither these calls nor the loading of weights may run in PyTorch's inference mode. Weights do not
require gradients. Each call frees its autograd graph.
"""
from typing import List, Tuple

import torch
from torch import Tensor

from explanation import ExplainedGpt2


class DifferentiableGpt2(ExplainedGpt2):
    # Annotations in a subclass would hide those of the base class from the TorchScript compiler.

    def blocks(self, x: Tensor, first: int, end: int) -> Tensor:
        """Returns the hidden states after the layers [first, end). x: those before them, [sequences, tokens, hidden]"""
        for layer in range(first, end):
            x = self.block(x, self.project_qkv(x, layer), layer)
        return x

    def input_gradients(self, values: Tensor, x: Tensor) -> Tensor:
        """Returns the gradient of the sum of the values with respect to x, which must require gradients."""
        gradient = torch.autograd.grad([values.sum()], [x])[0]
        assert gradient is not None
        return gradient

    @torch.jit.export
    def token_embeddings(self, tokens: Tensor) -> List[Tensor]:
        """Returns the token embeddings without position embeddings, [tokens, hidden]."""
        return [self.embed(tokens)]

    def run_layers(self, x: Tensor, layers: Tensor) -> Tensor:
        first = int(layers[0].item())
        return self.blocks(self.add_positions(x) if first == 0 else x, first, int(layers[1].item()))

    @torch.jit.export
    def forward_layers(self, x: Tensor, layers: Tensor) -> List[Tensor]:
        """Returns the hidden states after the layers [first, end).

        x: the hidden states before these layers, [sequences, tokens, hidden]. For first = 0: token embeddings without position
        embeddings. layers: first, end
        """
        return [self.run_layers(x, layers)]

    @torch.jit.export
    def logits(self, x: Tensor, layers: Tensor) -> List[Tensor]:
        """Returns the logits after the last token of each sequence, [sequences, vocabulary].

        x, layers: as in `forward_layers`, up to the last layer
        """
        return [self.lm_head(self.run_layers(x, layers)[:, -1])]

    @torch.jit.export
    def gradients(self, x: Tensor, layers: Tensor, targets: Tensor, measure: Tensor) -> List[Tensor]:
        """Returns a measure of the target token after each sequence, [sequences], and its gradients with respect to x.

        x, layers: as in `logits`. targets: a token, and optionally a contrast token, whose measure is subtracted. measure:
        0 probability, 1 log-probability, 2 logit
        """
        x = x.detach().requires_grad_(True)
        logits = self.lm_head(self.run_layers(x, layers)[:, -1])
        values = self.target_values(logits, int(measure.item())).index_select(1, targets)
        value = values[:, 0] - values[:, 1] if targets.size(0) > 1 else values[:, 0]
        return [value.detach(), self.input_gradients(value, x)]

    @torch.jit.export
    def backward_layers(self, x: Tensor, layers: Tensor, gradients: Tensor) -> List[Tensor]:
        """Backpropagates gradients from the output of layers to their input x. x, layers: as in `forward_layers`"""
        x = x.detach().requires_grad_(True)
        return [self.input_gradients(self.run_layers(x, layers) * gradients, x)]

    def target_values(self, logits: Tensor, measure: int) -> Tensor:
        if measure == 2:
            return logits
        return torch.log_softmax(logits, 1) if measure == 1 else torch.softmax(logits, 1)
