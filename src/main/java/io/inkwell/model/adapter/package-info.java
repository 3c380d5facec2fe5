/** Reads and writes LoRA adapters in the layout of PEFT. */
@NullMarked
package io.inkwell.model.adapter;

import org.jspecify.annotations.NullMarked;
