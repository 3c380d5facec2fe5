/** Loads LoRA adapters of served models, and finds them by name. */
@NullMarked
package io.inkwell.registry.adapter;

import org.jspecify.annotations.NullMarked;
