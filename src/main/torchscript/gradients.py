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

    def answer(self, embeddings: Tensor) -> Tensor:
        """The logits after the last token of each sequence. embeddings: of tokens, without positions, [sequences, tokens, hidden]"""
        x = self.placed(embeddings)
        for layer in range(self.layers):
            x = self.block(x, self.project(x, layer), layer)
        return self.head(x[:, -1])

    def slopes(self, values: Tensor, embeddings: Tensor) -> Tensor:
        """What each value gains for each step of its own sequence: as large as the embeddings. values: [sequences]"""
        gradient = torch.autograd.grad([values.sum()], [embeddings])[0]
        assert gradient is not None
        return gradient

    @torch.jit.export
    def embeddings(self, tokens: Tensor) -> List[Tensor]:
        """Of tokens, without positions: [tokens, hidden]."""
        return [self.embed(tokens)]

    @torch.jit.export
    def answers(self, embeddings: Tensor) -> List[Tensor]:
        """The logits after the last token of each sequence, [sequences, vocabulary]. embeddings: [sequences, tokens, hidden]"""
        return [self.answer(embeddings)]

    @torch.jit.export
    def gradients(self, embeddings: Tensor, targets: Tensor, measure: Tensor) -> List[Tensor]:
        """A number of the answer to each sequence, [sequences], and its gradients, as large as the embeddings.

        embeddings: [sequences, tokens, hidden]. targets: a token, and perhaps one whose number is taken from that of the first.
        measure: 0 the probability, 1 the log-probability, 2 the logit.
        """
        x = embeddings.detach().requires_grad_(True)
        values = self.measured(self.answer(x), int(measure.item())).index_select(1, targets)
        value = values[:, 0] - values[:, 1] if targets.size(0) > 1 else values[:, 0]
        return [value.detach(), self.slopes(value, x)]

    def measured(self, logits: Tensor, measure: int) -> Tensor:
        if measure == 2:
            return logits
        return torch.log_softmax(logits, 1) if measure == 1 else torch.softmax(logits, 1)
