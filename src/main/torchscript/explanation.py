"""What explanations ask of GPT-2 beside its answers: attention and the states between layers.

All of it is of whole sequences without a cache, in the words and with the weights of `gpt2.py`. In float32 it equals the
reference; in another precision it explains what that precision computes.
"""
from typing import List

import torch
from torch import Tensor

from gpt2 import Gpt2


class ExplainedGpt2(Gpt2):
    # An annotation in this class would hide from the compiler those of the class above.

    def placed(self, embeddings: Tensor) -> Tensor:
        """Adds the positions to token embeddings, [..., tokens, hidden]."""
        return embeddings + self.positions[:embeddings.size(-2)]

    def embed(self, tokens: Tensor) -> Tensor:
        return torch.nn.functional.embedding(tokens, self.tokens).to(torch.float32)

    def project(self, x: Tensor, layer: int) -> List[Tensor]:
        """Queries, keys and values of a layer, each [sequences, heads, tokens, head size]. x: [sequences, tokens, hidden]"""
        parts = self.projected(x.flatten(0, 1), layer)
        return parts.view(x.size(0), x.size(1), 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)

    def block(self, x: Tensor, projected: List[Tensor], layer: int) -> Tensor:
        """The sequences after a layer. x: [sequences, tokens, hidden]"""
        queries, keys, values = projected[0], projected[1], projected[2]
        attended = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, is_causal=True,
                                                                    scale=self.scales[layer])
        rows = self.add_linear(x.flatten(0, 1), attended.transpose(1, 2).flatten(2).flatten(0, 1), 4 * layer + 1)
        return self.add_feed_forward(rows, layer).view(x.size())

    @torch.jit.export
    def attention(self, tokens: Tensor, layers: Tensor, heads: Tensor, stage: Tensor) -> List[Tensor]:
        """How much each token of one text looks at each: [layers, heads, query, key], and the queries and keys that it is made
        of, [layers, heads, tokens, head size].

        layers: ascending. stage: how much is done to the products of queries and keys: 0 nothing, 1 the scale, 2 the mask too,
        3 the softmax too.
        """
        wanted: List[int] = layers.tolist()
        weights: List[Tensor] = []
        queries: List[Tensor] = []
        keys: List[Tensor] = []
        x = self.placed(self.embed(tokens.unsqueeze(0)))
        for layer in range(wanted[-1] + 1):
            projected = self.project(x, layer)
            if layer in wanted:
                queries.append(projected[0][0].index_select(0, heads))
                keys.append(projected[1][0].index_select(0, heads))
                weights.append(self.scores(queries[-1], keys[-1], layer, int(stage.item())))
            if layer < wanted[-1]:
                x = self.block(x, projected, layer)
        return [torch.stack(weights), torch.stack(queries), torch.stack(keys)]

    def scores(self, queries: Tensor, keys: Tensor, layer: int, stage: int) -> Tensor:
        """queries, keys: [heads, tokens, head size]"""
        scores = queries.matmul(keys.transpose(1, 2))
        if stage >= 1:
            scores = scores * self.scales[layer]
        if stage >= 2:
            ahead = torch.ones(scores.size(1), scores.size(2), dtype=torch.bool).triu(1)
            scores = scores.masked_fill(ahead, float("-inf"))
        return scores.softmax(-1) if stage >= 3 else scores

    @torch.jit.export
    def attended_step(self, token: Tensor, cache: Tensor) -> List[Tensor]:
        """Adds one token to the text whose beginning slot 0 holds: the logits of the next, [vocabulary], and how much each head
        looked at each token to give them, [layers, heads, tokens].

        token: which, and where it stands. cache: as `step` has it."""
        numbers: List[int] = token.tolist()
        position = numbers[1]
        x = (self.embed(token[:1]) + self.positions[position]).unsqueeze(0)
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
        """What stands between the layers of one text: [tokens, layers + 1, hidden], the embeddings first."""
        x = self.placed(self.embed(tokens.unsqueeze(0)))
        states = [x[0]]
        for layer in range(self.layers):
            x = self.block(x, self.project(x, layer), layer)
            states.append(x[0])
        return [torch.stack(states, 1)]

    @torch.jit.export
    def lens(self, states: Tensor, top: Tensor, watched: Tensor) -> List[Tensor]:
        """What the head would answer between the layers, [tokens, layers + 1, 4 + 2 top + 2 watched]: of the final answer's
        likeliest token the log-probability and the rank, the divergence of the final answer from this one, the logarithm of the
        sum of the exponentials of the logits, the likeliest tokens, their log-probabilities, those of the watched tokens, and
        their ranks.

        states: those of some tokens, as `states` gives them."""
        # In one product: its matrix is larger than any cache.
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
        """How far the last token turns in a layer that sees nothing of the values of a part of the text: 1 minus the cosine of what
        it is after the layer, for each part.

        states: before the layer, of one text, [tokens, hidden]. parts: of each token the number of its part. count: of parts.
        """
        index = int(layer.item())
        queries, keys, values = self.project(states.unsqueeze(0), index)
        weights = self.scores(queries[0, :, -1:], keys[0], index, 1).softmax(-1)
        shares = (weights.transpose(1, 2) * values[0]).transpose(0, 1).flatten(1)
        lost = torch.zeros(int(count.item()), shares.size(1)).index_add(0, parts, shares)
        attended = torch.cat([torch.zeros(1, shares.size(1)), -lost]) + shares.sum(0)
        after = self.add_feed_forward(states[-1] + self.linear(attended, 4 * index + 1), index).to(torch.float64)
        return [(1.0 - torch.cosine_similarity(after[1:], after[:1])).clamp_min(0.0).to(torch.float32)]
