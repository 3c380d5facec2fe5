"""What a change of the input does to GPT-2's answer: gradients with respect to the embeddings of tokens, before positions are added.

Only float32 has them, and only outside of PyTorch's inference mode, in which the weights must not have been loaded either. The
weights are constants here. What is recorded for the way back is gone when a call ends.
"""
from typing import List

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

    @torch.jit.export
    def answers(self, embeddings: Tensor) -> List[Tensor]:
        """The logits after the last token of each sequence, [sequences, vocabulary]. embeddings: [sequences, tokens, hidden]"""
        return [self.head(self.blocks(self.placed(embeddings), 0, self.layers)[:, -1])]

    @torch.jit.export
    def gradients(self, embeddings: Tensor, targets: Tensor, measure: Tensor, recorded: Tensor) -> List[Tensor]:
        """A number of the answer to each sequence, [sequences], and its gradients, as large as the embeddings.

        embeddings: [sequences, tokens, hidden]. targets: a token, and perhaps one whose number is taken from that of the first.
        measure: 0 the probability, 1 the log-probability, 2 the logit. recorded: how many layers are recorded at once; where it
        is not all, they are computed a second time.
        """
        stretch = int(recorded.item())
        x = self.placed(embeddings)
        starts = [x]
        for first in range(stretch, self.layers, stretch):
            x = self.blocks(x, first - stretch, first)
            starts.append(x)
        x = starts[-1].detach().requires_grad_(True)
        logits = self.head(self.blocks(x, (len(starts) - 1) * stretch, self.layers)[:, -1])
        values = self.measured(logits, int(measure.item())).index_select(1, targets)
        value = values[:, 0] - values[:, 1] if targets.size(0) > 1 else values[:, 0]
        gradient = self.slopes(value, x)
        for i in range(len(starts) - 2, -1, -1):
            x = starts[i].detach().requires_grad_(True)
            gradient = self.slopes(self.blocks(x, i * stretch, (i + 1) * stretch) * gradient, x)
        return [value.detach(), gradient]

    def measured(self, logits: Tensor, measure: int) -> Tensor:
        if measure == 2:
            return logits
        return torch.log_softmax(logits, 1) if measure == 1 else torch.softmax(logits, 1)
