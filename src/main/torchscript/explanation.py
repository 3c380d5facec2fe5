"""Internals of GPT-2's forward pass for explanations: attention weights, hidden states, logit lens and value zeroing.

All exported methods except `step_with_attention` process whole sequences without a KV cache. They use the loaded weights, in their
precision.
"""
from typing import List

import torch
from torch import Tensor

from gpt2 import Gpt2


class ExplainedGpt2(Gpt2):
    # Annotations in a subclass would hide those of the base class from the TorchScript compiler.

    def add_positions(self, embeddings: Tensor) -> Tensor:
        """Adds the position embeddings to token embeddings, [..., tokens, hidden]."""
        return embeddings + self.position_embedding[:embeddings.size(-2)]

    def embed(self, tokens: Tensor) -> Tensor:
        return torch.nn.functional.embedding(tokens, self.token_embedding).to(torch.float32)

    def project_qkv(self, x: Tensor, layer: int) -> List[Tensor]:
        """Returns queries, keys and values of a layer, each [sequences, heads, tokens, head size]. x: [sequences, tokens, hidden]"""
        return self.split_heads(self.qkv(x.flatten(0, 1), layer), x.size(0))

    def split_heads(self, projected: Tensor, sequences: int) -> List[Tensor]:
        """Returns queries, keys and values as `project_qkv` does. projected: [rows of all sequences, 3 hidden]"""
        tokens = projected.size(0) // sequences
        return projected.view(sequences, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)

    def block(self, x: Tensor, projected: List[Tensor], layer: int) -> Tensor:
        """Returns the hidden states after a layer. x: those before it, [sequences, tokens, hidden]"""
        queries, keys, values = projected[0], projected[1], projected[2]
        attended = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, is_causal=True,
                                                                    scale=self.attention_scales[layer])
        rows = self.add_linear(x.flatten(0, 1), attended.transpose(1, 2).flatten(2).flatten(0, 1), 4 * layer + 1)
        return self.add_feed_forward(rows, layer).view(x.size())

    @torch.jit.export
    def attention(self, tokens: Tensor, layers: Tensor, heads: Tensor, stage: Tensor) -> List[Tensor]:
        """Returns the attention scores of one sequence, [layers, heads, query, key], and the queries and keys,
        [layers, heads, tokens, head size].

        layers, heads: indices, layers in ascending order. stage: the last operation on the scores: 0 product of queries and keys,
        1 scale, 2 mask, 3 softmax.
        """
        selected: List[int] = layers.tolist()
        heads = heads.to(self.device)
        scores: List[Tensor] = []
        queries: List[Tensor] = []
        keys: List[Tensor] = []
        x = self.add_positions(self.embed(tokens.to(self.device).unsqueeze(0)))
        for layer in range(selected[-1] + 1):
            projected = self.project_qkv(x, layer)
            if layer in selected:
                queries.append(projected[0][0].index_select(0, heads))
                keys.append(projected[1][0].index_select(0, heads))
                scores.append(self.compute_attention_scores(queries[-1], keys[-1], layer, int(stage.item())))
            if layer < selected[-1]:
                x = self.block(x, projected, layer)
        return self.to_host([torch.stack(scores), torch.stack(queries), torch.stack(keys)])

    def compute_attention_scores(self, queries: Tensor, keys: Tensor, layer: int, stage: int) -> Tensor:
        """queries, keys: [heads, tokens, head size]"""
        scores = queries.matmul(keys.transpose(1, 2))
        if stage >= 1:
            scores = scores * self.attention_scales[layer]
        if stage >= 2:
            masked = torch.ones(scores.size(1), scores.size(2), dtype=torch.bool, device=self.device).triu(1)
            scores = scores.masked_fill(masked, float("-inf"))
        return scores.softmax(-1) if stage >= 3 else scores

    @torch.jit.export
    def step_with_attention(self, token: Tensor, cache: Tensor) -> List[Tensor]:
        """Appends one token to the sequence in slot 0. Returns the logits of the next token, [vocabulary], and the attention
        weights of the appended token, [layers, heads, tokens].

        token: token id, position. cache: as in `step`
        """
        position = int(token[1].item())
        x = (self.embed(token[:1].to(self.device)) + self.position_embedding[position]).unsqueeze(0)
        weights: List[Tensor] = []
        for layer in range(self.layers):
            queries, keys, values = self.project_qkv(x, layer)
            past = cache[layer, :, 0, :, :position + 1]
            past[:, :, position] = torch.cat([keys, values])[:, :, 0].to(cache.dtype)
            past = past.to(torch.float32)
            weights.append(self.compute_attention_scores(queries[0], past[0], layer, 1).softmax(-1))
            attended = weights[-1].matmul(past[1]).flatten().unsqueeze(0)
            x = self.add_feed_forward(self.add_linear(x[0], attended, 4 * layer + 1), layer).unsqueeze(0)
        return self.to_host([self.lm_head(x[0])[0], torch.stack(weights)[:, :, 0]])

    @torch.jit.export
    def hidden_states(self, tokens: Tensor) -> List[Tensor]:
        """Returns the hidden states of one sequence, [tokens, layers + 1, hidden]: the embeddings, then the output of each layer."""
        x = self.add_positions(self.embed(tokens.to(self.device).unsqueeze(0)))
        states = [x[0]]
        for layer in range(self.layers):
            x = self.block(x, self.project_qkv(x, layer), layer)
            states.append(x[0])
        return self.to_host([torch.stack(states, 1)])

    @torch.jit.export
    def logit_lens(self, states: Tensor, num_top: Tensor, watched: Tensor) -> List[Tensor]:
        """Applies the LM head to the hidden states of each layer (logit lens): [tokens, layers + 1, 4 + 2 top + 2 watched].

        The predicted token is the most likely token after the last layer. Columns: log-probability and rank of the predicted
        token, KL divergence of the final distribution from the layer's, logsumexp of the logits, top tokens, their
        log-probabilities, log-probabilities of the watched tokens, their ranks.

        states: as `hidden_states` returns them, for any tokens. num_top: how many top tokens. watched: token ids
        """
        # One product for all states, because the matrix of the LM head does not fit in the processor caches.
        layer_logits = self.lm_head(states.to(self.device).flatten(0, 1)).view(states.size(0), states.size(1), -1).unbind(1)
        final = torch.log_softmax(layer_logits[-1], 1)
        predicted = final.argmax(1, keepdim=True)
        tokens = torch.cat([predicted, watched.to(self.device).expand(final.size(0), watched.size(0))], 1)
        layers: List[Tensor] = []
        for logits in layer_logits:
            logsumexp = logits.logsumexp(1, keepdim=True)
            logprobs = logits - logsumexp
            kl_divergence = (final.exp() * (final - logprobs)).sum(1, keepdim=True)
            top_logprobs, top_tokens = torch.topk(logprobs, int(num_top.item()))
            token_logprobs = logprobs.gather(1, tokens)
            ranks: List[Tensor] = []
            for logprob in token_logprobs.unbind(1):
                ranks.append(1.0 + (logprobs > logprob.unsqueeze(1)).sum(1))
            token_ranks = torch.stack(ranks, 1)
            layers.append(torch.cat([token_logprobs[:, :1], token_ranks[:, :1], kl_divergence, logsumexp,
                                     top_tokens.to(torch.float32), top_logprobs, token_logprobs[:, 1:], token_ranks[:, 1:]], 1))
        return self.to_host([torch.stack(layers, 1)])

    @torch.jit.export
    def value_zeroing(self, states: Tensor, layer: Tensor, parts: Tensor, num_parts: Tensor) -> List[Tensor]:
        """Computes value zeroing (https://arxiv.org/abs/2301.12971) for parts of one sequence, [parts].

        For each part, this zeroes the value vectors of its tokens in one layer. The result is 1 minus the cosine similarity of the
        last token's hidden states after the layer, with and without these values.

        states: the hidden states before the layer, [tokens, hidden]. parts: the part of each token
        """
        index = int(layer.item())
        states, parts = states.to(self.device), parts.to(self.device)
        queries, keys, values = self.project_qkv(states.unsqueeze(0), index)
        weights = self.compute_attention_scores(queries[0, :, -1:], keys[0], index, 1).softmax(-1)
        contributions = (weights.transpose(1, 2) * values[0]).transpose(0, 1).flatten(1)
        # Row 0 keeps the values of all parts.
        zeroed = torch.zeros(1 + int(num_parts.item()), contributions.size(1), device=self.device)
        attended = contributions.sum(0) - zeroed.index_add_(0, parts + 1, contributions)
        after = self.add_feed_forward(states[-1] + self.linear(attended, 4 * index + 1), index).to(torch.float64)
        return self.to_host([(1.0 - torch.cosine_similarity(after[1:], after[:1])).clamp_min(0.0).to(torch.float32)])
