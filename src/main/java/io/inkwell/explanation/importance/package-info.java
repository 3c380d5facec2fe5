/** Token attribution: occlusion, gradients, integrated gradients and value zeroing. */
@NullMarked
package io.inkwell.explanation.importance;

import org.jspecify.annotations.NullMarked;
