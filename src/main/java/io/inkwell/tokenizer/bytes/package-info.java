/** UTF-8 decoding and the byte alphabet of byte-level BPE. */
@NullMarked
package io.inkwell.tokenizer.bytes;

import org.jspecify.annotations.NullMarked;
