"""The effect of noise on token embeddings: how far the logits after the last token move, and the gradients of that distance.

The LM head is linear, so the squared distance of two logit vectors is a quadratic form of the hidden states before the head. Its
matrix is computed once. A sample then needs no logits, and only the last token of the last layer.
"""
from typing import List

import torch
from torch import Tensor

from gradients import DifferentiableGpt2


class NoisedGpt2(DifferentiableGpt2):
    # Annotations in a subclass would hide those of the base classes from the TorchScript compiler.

    @torch.jit.export
    def noise_reference(self, tokens: Tensor, logit_scales: Tensor) -> List[Tensor]:
        """Returns the last token's hidden state before the LM head, [hidden], the matrix of the quadratic form, [hidden, hidden],
        and the standard deviation of the token embedding matrix.

        logit_scales: [vocabulary] or empty. The distance is the mean square of the logit differences divided by these scales. If
        they are empty, it is the sum of squared differences divided by the sum of squared logits.
        """
        head = self.matrices[4 * self.layers]
        state = self.last_token_state(self.embed(tokens).unsqueeze(0))
        if logit_scales.size(0) == 0:
            quadratic_form = head.t().matmul(head) / head.matmul(state[0]).square().sum()
        else:
            quadratic_form = (head / (logit_scales.square() * logit_scales.size(0)).unsqueeze(1)).t().matmul(head)
        return [state, quadratic_form, self.token_embedding.std(unbiased=False)]

    @torch.jit.export
    def noise_effect(self, tokens: Tensor, sigmas: Tensor, noise: Tensor, state: Tensor, quadratic_form: Tensor) -> List[Tensor]:
        """Returns the distances from the logits without noise, [samples], and their gradients with respect to the sigmas,
        [samples, tokens].

        sigmas: [tokens], the standard deviation of each token's noise. noise: standard normal, [samples, tokens, hidden].
        state, quadratic_form: from `noise_reference`
        """
        x = torch.addcmul(self.embed(tokens), sigmas.unsqueeze(1), noise).requires_grad_(True)
        difference = self.last_token_state(x) - state
        distances = (difference.matmul(quadratic_form) * difference).sum(1)
        return [distances.detach(), (self.input_gradients(distances, x) * noise).sum(2)]

    def last_token_state(self, embeddings: Tensor) -> Tensor:
        """Returns the last token's hidden state before the LM head, [sequences, hidden]. embeddings: [sequences, tokens, hidden],
        without position embeddings"""
        x = self.blocks(self.add_positions(embeddings), 0, self.layers - 1)
        return self.final_norm(self.last_token_block(x, self.layers - 1))

    def last_token_block(self, x: Tensor, layer: int) -> Tensor:
        """Returns the last token's hidden state after a layer, [sequences, hidden]. The other tokens need only keys and values."""
        sequences, tokens, width = x.size(0), x.size(1), x.size(2)
        matrix, bias = self.matrices[4 * layer], self.biases[4 * layer]
        rows = self.norm(x, 2 * layer)
        query = torch.nn.functional.linear(rows[:, -1], matrix[:width], bias[:width])
        keys_values = torch.nn.functional.linear(rows.flatten(0, 1), matrix[width:], bias[width:])
        keys, values = keys_values.view(sequences, tokens, 2, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        attended = torch.nn.functional.scaled_dot_product_attention(query.view(sequences, self.heads, 1, -1), keys, values,
                                                                    scale=self.attention_scales[layer])
        last = x[:, -1] + self.linear(attended.flatten(1), 4 * layer + 1)
        return self.add_feed_forward(last, layer)
