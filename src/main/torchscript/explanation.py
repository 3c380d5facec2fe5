"""What explanations read from GPT-2 besides its logits: attention weights, and the hidden states between layers.

All methods but `attended_step` take whole sequences and no KV cache. They use the weights of `gpt2.py`, so in each precision they
explain what that precision computes.
"""
from typing import List

import torch
from torch import Tensor

from gpt2 import Gpt2


class ExplainedGpt2(Gpt2):
    # No annotations here: they would hide those of the base class from the compiler.

    def add_positions(self, embeddings: Tensor) -> Tensor:
        """Adds the position embeddings to token embeddings, [..., tokens, hidden]."""
        return embeddings + self.position_embedding[:embeddings.size(-2)]

    def embed(self, tokens: Tensor) -> Tensor:
        return torch.nn.functional.embedding(tokens, self.token_embedding).to(torch.float32)

    def project(self, x: Tensor, layer: int) -> List[Tensor]:
        """Queries, keys and values of a layer, each [sequences, heads, tokens, head size]. x: [sequences, tokens, hidden]"""
        parts = self.qkv(x.flatten(0, 1), layer)
        return parts.view(x.size(0), x.size(1), 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)

    def block(self, x: Tensor, projected: List[Tensor], layer: int) -> Tensor:
        """The hidden states after a layer. x: the states before it, [sequences, tokens, hidden]"""
        queries, keys, values = projected[0], projected[1], projected[2]
        attended = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, is_causal=True,
                                                                    scale=self.scales[layer])
        rows = self.add_linear(x.flatten(0, 1), attended.transpose(1, 2).flatten(2).flatten(0, 1), 4 * layer + 1)
        return self.add_feed_forward(rows, layer).view(x.size())

    @torch.jit.export
    def attention(self, tokens: Tensor, layers: Tensor, heads: Tensor, stage: Tensor) -> List[Tensor]:
        """Returns the attention weights of one sequence, [layers, heads, query, key], and their queries and keys,
        [layers, heads, tokens, head size].

        layers: ascending. stage: the last operation on the products of queries and keys: 0 none, 1 the scale, 2 the mask,
        3 the softmax.
        """
        selected: List[int] = layers.tolist()
        weights: List[Tensor] = []
        queries: List[Tensor] = []
        keys: List[Tensor] = []
        x = self.add_positions(self.embed(tokens.unsqueeze(0)))
        for layer in range(selected[-1] + 1):
            projected = self.project(x, layer)
            if layer in selected:
                queries.append(projected[0][0].index_select(0, heads))
                keys.append(projected[1][0].index_select(0, heads))
                weights.append(self.scores(queries[-1], keys[-1], layer, int(stage.item())))
            if layer < selected[-1]:
                x = self.block(x, projected, layer)
        return [torch.stack(weights), torch.stack(queries), torch.stack(keys)]

    def scores(self, queries: Tensor, keys: Tensor, layer: int, stage: int) -> Tensor:
        """queries, keys: [heads, tokens, head size]"""
        scores = queries.matmul(keys.transpose(1, 2))
        if stage >= 1:
            scores = scores * self.scales[layer]
        if stage >= 2:
            masked = torch.ones(scores.size(1), scores.size(2), dtype=torch.bool).triu(1)
            scores = scores.masked_fill(masked, float("-inf"))
        return scores.softmax(-1) if stage >= 3 else scores

    @torch.jit.export
    def attended_step(self, token: Tensor, cache: Tensor) -> List[Tensor]:
        """Appends one token to the sequence in slot 0. Returns the logits of the next token, [vocabulary], and the attention
        weights of the appended token, [layers, heads, tokens].

        token: its id and its position. cache: as in `step`"""
        numbers: List[int] = token.tolist()
        position = numbers[1]
        x = (self.embed(token[:1]) + self.position_embedding[position]).unsqueeze(0)
        weights: List[Tensor] = []
        for layer in range(self.layers):
            queries, keys, values = self.project(x, layer)
            past = cache[layer, :, 0, :, :position + 1]
            past[:, :, position] = torch.cat([keys, values])[:, :, 0]
            weights.append(self.scores(queries[0], past[0], layer, 1).softmax(-1))
            attended = weights[-1].matmul(past[1]).flatten().unsqueeze(0)
            x = self.add_feed_forward(self.add_linear(x[0], attended, 4 * layer + 1), layer).unsqueeze(0)
        return [self.head(x[0])[0], torch.stack(weights)[:, :, 0]]

    @torch.jit.export
    def states(self, tokens: Tensor) -> List[Tensor]:
        """The hidden states of one sequence, [tokens, layers + 1, hidden]: the embeddings, then the states after each layer."""
        x = self.add_positions(self.embed(tokens.unsqueeze(0)))
        states = [x[0]]
        for layer in range(self.layers):
            x = self.block(x, self.project(x, layer), layer)
            states.append(x[0])
        return [torch.stack(states, 1)]

    @torch.jit.export
    def lens(self, states: Tensor, top: Tensor, watched: Tensor) -> List[Tensor]:
        """Applies the head to the states between layers (logit lens): [tokens, layers + 1, 4 + 2 top + 2 watched].

        The columns are log-probability and rank of the token that is most likely after the last layer, the KL divergence of the
        final distribution from the layer's, the logsumexp of the logits, the most likely tokens, their log-probabilities, the
        log-probabilities of the watched tokens, and their ranks.

        states: as `states` returns them, of any tokens"""
        # All states in one product, because the head's matrix exceeds the processor's caches.
        depths = self.head(states.flatten(0, 1)).view(states.size(0), states.size(1), -1).unbind(1)
        final = torch.log_softmax(depths[-1], 1)
        answer = final.argmax(1, keepdim=True)
        tokens = torch.cat([answer, watched.expand(final.size(0), watched.size(0))], 1)
        layers: List[Tensor] = []
        for logits in depths:
            total = logits.logsumexp(1, keepdim=True)
            logprobs = logits - total
            divergence = (final.exp() * (final - logprobs)).sum(1, keepdim=True)
            best, likeliest = torch.topk(logprobs, int(top.item()))
            known = logprobs.gather(1, tokens)
            ranks: List[Tensor] = []
            for token in known.unbind(1):
                ranks.append(1.0 + (logprobs > token.unsqueeze(1)).sum(1))
            rank = torch.stack(ranks, 1)
            layers.append(torch.cat([known[:, :1], rank[:, :1], divergence, total, likeliest.to(torch.float32), best,
                                     known[:, 1:], rank[:, 1:]], 1))
        return [torch.stack(layers, 1)]

    @torch.jit.export
    def without_values(self, states: Tensor, layer: Tensor, parts: Tensor, count: Tensor) -> List[Tensor]:
        """How much the last token's state after a layer changes without the values of one part of the sequence, for each part: 1
        minus the cosine similarity of the two states.

        states: of one sequence, before the layer, [tokens, hidden]. parts: the part of each token. count: the number of parts
        """
        index = int(layer.item())
        queries, keys, values = self.project(states.unsqueeze(0), index)
        weights = self.scores(queries[0, :, -1:], keys[0], index, 1).softmax(-1)
        shares = (weights.transpose(1, 2) * values[0]).transpose(0, 1).flatten(1)
        lost = torch.zeros(int(count.item()), shares.size(1)).index_add(0, parts, shares)
        attended = torch.cat([torch.zeros(1, shares.size(1)), -lost]) + shares.sum(0)
        after = self.add_feed_forward(states[-1] + self.linear(attended, 4 * index + 1), index).to(torch.float64)
        return [(1.0 - torch.cosine_similarity(after[1:], after[:1])).clamp_min(0.0).to(torch.float32)]
