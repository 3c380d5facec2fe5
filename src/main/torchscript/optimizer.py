"""The weights that training changes, their moments, and a step of AdamW.

These are all weights of the model, or the factors of LoRA adapters (https://arxiv.org/abs/2106.09685): the output of a matrix then
grows by scale * B A x, and all other weights are frozen. They need neither gradients nor moments.
"""
from typing import List

import torch
from torch import Tensor

from noise import NoisedGpt2


class OptimizedGpt2(NoisedGpt2):
    # Annotations of attributes in a subclass would hide those of the base classes from the TorchScript compiler. It infers the type
    # of a list that is not empty.

    def __init__(self):
        super().__init__()
        self.num_decayed = 0
        # Whether only adapters are trained.
        self.is_frozen = False
        self.lora_scale = 1.0
        self.lora_dropout = 0.0
        # The indices of the matrices that have an adapter, and the A and B of each in turn.
        self.lora_indices = [0]
        self.lora_factors = [torch.empty(0)]
        self.trained = [torch.empty(0)]
        self.trained_keys = [0]
        self.first_moments = [torch.empty(0)]
        self.second_moments = [torch.empty(0)]

    @torch.jit.export
    def begin_training(self) -> Tensor:
        """Makes the weights trainable, with moments of zero. Call it once, after `end_load`.

        As in transformers, weight decay applies to all weights except biases and those of norms. They come first in all lists:
        matrices and parameters of activations, then embeddings.
        """
        self.clear_trained()
        for index in range(4 * self.layers if self.tied else 4 * self.layers + 1):
            self.add_trained(self.MATRIX, index, self.matrices[index])
        for index, parameter in enumerate(self.activation_parameters):
            # Scalars are constants.
            if parameter.dim() == 1:
                self.add_trained(self.ACTIVATION_PARAMETER, index, parameter.requires_grad_(True))
        self.add_trained(self.EMBEDDING, 0, self.token_embedding)
        self.add_trained(self.POSITIONS, 0, self.position_embedding)
        self.num_decayed = len(self.trained)
        for index, norm in enumerate(self.norms):
            self.add_trained(self.NORM, index, norm.requires_grad_(True))
        for index in range(4 * self.layers):
            self.add_trained(self.BIAS, index, self.biases[index])
        self.first_moments = self.zeros_like_trained()
        self.second_moments = self.zeros_like_trained()
        return self.staging

    @torch.jit.export
    def begin_lora(self, integers: Tensor, settings: Tensor) -> Tensor:
        """Adds adapters that are zero, and makes only them trainable, with moments of zero. Call it once, after `end_load`.

        As in transformers with PEFT, weight decay applies to all factors.

        integers: the rank, and the targets: 0 to 3 for the matrices of a layer in their order. settings: the factor of B A, and the
        dropout of the adapters' input
        """
        self.clear_trained()
        self.is_frozen = True
        options: List[int] = integers.tolist()
        self.lora_scale, self.lora_dropout = float(settings[0]), float(settings[1])
        for layer in range(self.layers):
            for target in options[1:]:
                index = 4 * layer + target
                self.add_adapter(index, options[0])
                self.add_trained(self.LORA_A, index, self.factor(self.LORA_A, index))
                self.add_trained(self.LORA_B, index, self.factor(self.LORA_B, index))
        self.num_decayed = len(self.trained)
        self.first_moments = self.zeros_like_trained()
        self.second_moments = self.zeros_like_trained()
        return self.staging

    def clear_trained(self):
        self.lora_indices.clear()
        self.lora_factors.clear()
        self.trained.clear()
        self.trained_keys.clear()

    def add_trained(self, role: int, index: int, weight: Tensor):
        self.trained.append(weight.detach())
        self.trained_keys.append(8 * index + role)

    def zeros_like_trained(self) -> List[Tensor]:
        zeros: List[Tensor] = []
        for weight in self.trained:
            zeros.append(torch.zeros_like(weight))
        return zeros

    def add_adapter(self, index: int, rank: int):
        """Adds an adapter whose factors are zero."""
        outputs, inputs = self.matrices[index].size()
        self.lora_indices.append(index)
        self.lora_factors.append(torch.zeros(rank, inputs, device=self.device).requires_grad_(True))
        self.lora_factors.append(torch.zeros(outputs, rank, device=self.device).requires_grad_(True))

    def has_adapter(self, index: int) -> bool:
        return index in self.lora_indices

    def factor(self, role: int, index: int) -> Tensor:
        return self.lora_factors[2 * self.lora_indices.index(index) + role - self.LORA_A]

    def begin_gradients(self) -> List[Tensor]:
        """Returns the gradients of all weights: zeros for those that `train_step` adds to rows of, and otherwise empty tensors."""
        gradients: List[Tensor] = []
        for weight in self.trained:
            gradients.append(torch.empty(0, device=self.device))
        if self.is_frozen:
            return gradients
        if not self.tied:
            gradients[self.position(self.EMBEDDING, 0)] = torch.zeros_like(self.token_embedding)
        gradients[self.position(self.POSITIONS, 0)] = torch.zeros_like(self.position_embedding)
        return gradients

    def add_gradient(self, gradients: List[Tensor], role: int, index: int, gradient: Tensor):
        position = self.position(role, index)
        if gradients[position].numel() == 0:
            gradients[position] = gradient
        else:
            gradients[position].add_(gradient)

    def position(self, role: int, index: int) -> int:
        """The position of a weight in all lists."""
        return self.trained_keys.index(8 * index + role)

    def update_weights(self, gradients: List[Tensor], norm: Tensor, finite: Tensor, step: int, options: List[float]):
        """Clips the gradients as torch.nn.utils.clip_grad_norm_ does, and applies AdamW."""
        # The operator divides by the scale, and does nothing if the last argument is 1.
        scale = ((norm + 1e-6) / options[5]).clamp_min(1.0).view(1)
        skipped = (~finite).to(torch.float32).view(1)
        step_count = torch.full([], float(step), dtype=torch.float32, device=self.device)
        unused: List[Tensor] = []
        for i in range(len(gradients)):
            weight = [self.trained[i]]
            torch._fused_adamw_(weight, [gradients[i]], [self.first_moments[i]], [self.second_moments[i]], unused, [step_count],
                                lr=options[0], beta1=options[1], beta2=options[2],
                                weight_decay=options[4] if i < self.num_decayed else 0.0, eps=options[3], amsgrad=False,
                                maximize=False, grad_scale=scale, found_inf=skipped)
            # The compiler removes an operator that writes to the tensors of a list, unless the list is used afterwards.
            self.trained[i] = weight[0]

    @torch.jit.export
    def read_rows(self, integers: Tensor) -> List[Tensor]:
        """Returns rows of a weight or its moment, with the shape of the checkpoint.

        integers: 0 for the weight, 1 or 2 for its first or second moment; role and index as in `add_weight`, or of an adapter; first
        row and end row. A scalar has one row.
        """
        place: List[int] = integers.tolist()
        return self.to_host([self.stored(place[0], place[1], place[2])[place[3]:place[4]].contiguous()])

    @torch.jit.export
    def write_rows(self, integers: Tensor, values: Tensor) -> Tensor:
        """Sets rows of a weight or its moment. integers: as in `read_rows`. values: flat"""
        place: List[int] = integers.tolist()
        rows = self.stored(place[0], place[1], place[2])[place[3]:place[4]]
        rows.copy_(values.view(rows.size()))
        return values[:0]

    def stored(self, kind: int, role: int, index: int) -> Tensor:
        """A view with the shape of the checkpoint."""
        if role == self.ACTIVATION_PARAMETER and self.activation_parameters[index].dim() == 0:
            return self.activation_parameters[index].unsqueeze(0)
        position = self.position(role, index)
        values = self.trained[position]
        if kind > 0:
            values = self.first_moments[position] if kind == 1 else self.second_moments[position]
        return values.t() if role == self.MATRIX and index < 4 * self.layers else values
