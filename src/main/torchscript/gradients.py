"""What a change of the input does to GPT-2's answer: gradients with respect to the embeddings of tokens, before positions are added.

Only float32 has them, and only outside of PyTorch's inference mode, in which the weights must not have been loaded either. The
weights are constants here. What is recorded for the way back is gone when a call ends.
"""
from typing import List, Tuple

import torch
from torch import Tensor

from explanation import ExplainedGpt2


class DifferentiableGpt2(ExplainedGpt2):
    # As in the class above, an annotation here would hide others.

    def blocks(self, x: Tensor, first: int, end: int) -> Tensor:
        """The sequences after some layers. x: [sequences, tokens, hidden]"""
        for layer in range(first, end):
            x = self.block(x, self.project(x, layer), layer)
        return x

    def slopes(self, values: Tensor, x: Tensor) -> Tensor:
        """What the sum of the values gains for each step of x, which has been told to keep a record."""
        gradient = torch.autograd.grad([values.sum()], [x])[0]
        assert gradient is not None
        return gradient

    @torch.jit.export
    def embeddings(self, tokens: Tensor) -> List[Tensor]:
        """Of tokens, without positions: [tokens, hidden]."""
        return [self.embed(tokens)]

    def through(self, x: Tensor, layers: Tensor) -> Tensor:
        first = int(layers[0].item())
        return self.blocks(self.placed(x) if first == 0 else x, first, int(layers[1].item()))

    @torch.jit.export
    def onward(self, x: Tensor, layers: Tensor) -> List[Tensor]:
        """The sequences after some layers: from the first that `layers` names to before the second. Before layer 0 they are
        embeddings without positions. x: [sequences, tokens, hidden]"""
        return [self.through(x, layers)]

    @torch.jit.export
    def answers(self, x: Tensor, layers: Tensor) -> List[Tensor]:
        """The logits after the last token of each sequence, [sequences, vocabulary]. x, layers: as of `onward`; to the end"""
        return [self.head(self.through(x, layers)[:, -1])]

    @torch.jit.export
    def gradients(self, x: Tensor, layers: Tensor, targets: Tensor, measure: Tensor) -> List[Tensor]:
        """A number of the answer to each sequence, [sequences], and its gradients in x.

        x, layers: as of `answers`. targets: a token, and perhaps one whose number is taken from that of the first. measure: 0
        the probability, 1 the log-probability, 2 the logit.
        """
        x = x.detach().requires_grad_(True)
        logits = self.head(self.through(x, layers)[:, -1])
        values = self.measured(logits, int(measure.item())).index_select(1, targets)
        value = values[:, 0] - values[:, 1] if targets.size(0) > 1 else values[:, 0]
        return [value.detach(), self.slopes(value, x)]

    @torch.jit.export
    def back(self, x: Tensor, layers: Tensor, gradients: Tensor) -> List[Tensor]:
        """The gradients in x of what has the given gradients after some layers. x, layers: as of `onward`"""
        x = x.detach().requires_grad_(True)
        return [self.slopes(self.through(x, layers) * gradients, x)]

    def measured(self, logits: Tensor, measure: int) -> Tensor:
        if measure == 2:
            return logits
        return torch.log_softmax(logits, 1) if measure == 1 else torch.softmax(logits, 1)
