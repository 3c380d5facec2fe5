"""How noise on token embeddings changes GPT-2's logits after the last token, and the gradients of that change.

The head is linear, so the squared difference of two vectors of logits is a quadratic form of the states before the head. The
form is computed once. Then a sample needs no logits, and of the last layer only the last token.
"""
from typing import List

import torch
from torch import Tensor

from gradients import DifferentiableGpt2


class NoisedGpt2(DifferentiableGpt2):
    # No annotations here: they would hide those of the base classes from the compiler.

    @torch.jit.export
    def measured_answer(self, tokens: Tensor, spread: Tensor) -> List[Tensor]:
        """The last state of one sequence before the head, [hidden], the quadratic form that measures distances from it,
        [hidden, hidden], and the standard deviation of all token embeddings.

        spread: [vocabulary], the divisors of the differences of logits, whose mean square is the distance. If it is empty, the
        distance is the sum of squared differences, relative to the sum of squared logits.
        """
        head = self.matrices[4 * self.layers]
        state = self.last_state(self.embed(tokens).unsqueeze(0))
        if spread.size(0) == 0:
            form = head.t().matmul(head) / head.matmul(state[0]).square().sum()
        else:
            form = (head / (spread.square() * spread.size(0)).unsqueeze(1)).t().matmul(head)
        return [state, form, self.token_embedding.std(unbiased=False)]

    @torch.jit.export
    def noised(self, tokens: Tensor, sizes: Tensor, noise: Tensor, state: Tensor, form: Tensor) -> List[Tensor]:
        """The distances from the logits without noise, [samples], and their gradients in the noise sizes, [samples, tokens].

        sizes: the size of the noise on each token. noise: [samples, tokens, hidden]. state, form: as from `measured_answer`
        """
        x = torch.addcmul(self.embed(tokens), sizes.unsqueeze(1), noise).requires_grad_(True)
        difference = self.last_state(x) - state
        distances = (difference.matmul(form) * difference).sum(1)
        return [distances.detach(), (self.input_gradients(distances, x) * noise).sum(2)]

    def last_state(self, embeddings: Tensor) -> Tensor:
        """The state of each sequence's last token before the head, [sequences, hidden]. embeddings: without position embeddings,
        [sequences, tokens, hidden]"""
        x = self.blocks(self.add_positions(embeddings), 0, self.layers - 1)
        return self.final_norm(self.last_block(x, self.layers - 1))

    def last_block(self, x: Tensor, layer: int) -> Tensor:
        """The state of each sequence's last token after a layer, which needs only keys and values of the other tokens."""
        sequences, tokens, width = x.size(0), x.size(1), x.size(2)
        matrix, bias = self.matrices[4 * layer], self.biases[4 * layer]
        rows = self.norm(x, 2 * layer)
        query = torch.nn.functional.linear(rows[:, -1], matrix[:width], bias[:width])
        keys_values = torch.nn.functional.linear(rows.flatten(0, 1), matrix[width:], bias[width:])
        keys, values = keys_values.view(sequences, tokens, 2, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        attended = torch.nn.functional.scaled_dot_product_attention(query.view(sequences, self.heads, 1, -1), keys, values,
                                                                    scale=self.scales[layer])
        last = x[:, -1] + self.linear(attended.flatten(1), 4 * layer + 1)
        return self.add_feed_forward(last, layer)
