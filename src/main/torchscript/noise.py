"""What noise on the tokens of a text does to GPT-2's answer, the logits after the last of them, and how that grows with the noise.

The head is one matrix, so the squared difference of two answers is a quadratic form of the states before it. That form is made
once; then no step computes a logit, nor more of the last layer than its last token asks for.
"""
from typing import List

import torch
from torch import Tensor

from gradients import DifferentiableGpt2


class NoisedGpt2(DifferentiableGpt2):
    # As in the classes above, an annotation here would hide others.

    @torch.jit.export
    def measured_answer(self, tokens: Tensor, spread: Tensor) -> List[Tensor]:
        """The state of one text before the head, [hidden], the form that the difference of a state from it is measured in,
        [hidden, hidden], and the standard deviation of all token embeddings.

        spread: what each difference of logits is divided by, and the mean of their squares told: [vocabulary]; or nothing, and
        the mean is told in proportion to that of the logits' own squares.
        """
        head = self.matrices[4 * self.layers]
        state = self.last_state(self.embed(tokens).unsqueeze(0))
        if spread.size(0) == 0:
            form = head.t().matmul(head) / head.matmul(state[0]).square().sum()
        else:
            form = (head / (spread.square() * spread.size(0)).unsqueeze(1)).t().matmul(head)
        return [state, form, self.tokens.std(unbiased=False)]

    @torch.jit.export
    def noised(self, tokens: Tensor, sizes: Tensor, noise: Tensor, state: Tensor, form: Tensor) -> List[Tensor]:
        """How far noise takes the answer to a text, [samples], and how that grows with its size on each token, [samples, tokens].

        sizes: of the noise on each token. noise: [samples, tokens, hidden]. state, form: as `measured_answer` gives them.
        """
        x = torch.addcmul(self.embed(tokens), sizes.unsqueeze(1), noise).requires_grad_(True)
        moved = self.last_state(x) - state
        distances = (moved.matmul(form) * moved).sum(1)
        return [distances.detach(), (self.slopes(distances, x) * noise).sum(2)]

    def last_state(self, embeddings: Tensor) -> Tensor:
        """What the head makes logits of after the last token of each sequence, [sequences, hidden]. embeddings: without
        positions, [sequences, tokens, hidden]"""
        x = self.blocks(self.placed(embeddings), 0, self.layers - 1)
        return self.final_norm(self.last_block(x, self.layers - 1))

    def last_block(self, x: Tensor, layer: int) -> Tensor:
        """The last token of each sequence after a layer, for which all that the others are good for is keys and values."""
        sequences, tokens, width = x.size(0), x.size(1), x.size(2)
        matrix, bias = self.matrices[4 * layer], self.biases[4 * layer]
        rows = self.norm(x, 2 * layer)
        query = torch.nn.functional.linear(rows[:, -1], matrix[:width], bias[:width])
        seen = torch.nn.functional.linear(rows.flatten(0, 1), matrix[width:], bias[width:])
        keys, values = seen.view(sequences, tokens, 2, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        attended = torch.nn.functional.scaled_dot_product_attention(query.view(sequences, self.heads, 1, -1), keys, values,
                                                                    scale=self.scales[layer])
        last = x[:, -1] + self.linear(attended.flatten(1), 4 * layer + 1)
        return self.add_feed_forward(last, layer)
