/** Token attribution by learned noise. */
@NullMarked
package io.inkwell.explanation.noise;

import org.jspecify.annotations.NullMarked;
