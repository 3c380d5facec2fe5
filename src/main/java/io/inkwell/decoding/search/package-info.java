/** Searches over several branches: beam search and contrastive search. */
@NullMarked
package io.inkwell.decoding.search;

import org.jspecify.annotations.NullMarked;
