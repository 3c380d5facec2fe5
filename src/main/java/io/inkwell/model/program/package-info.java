/** Loads the TorchScript programs, the native kernels and the weights into DJL. */
@NullMarked
package io.inkwell.model.program;

import org.jspecify.annotations.NullMarked;
