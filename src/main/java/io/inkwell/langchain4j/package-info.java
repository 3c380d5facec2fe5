/** Adapts the library to LangChain4j. */
@NullMarked
package io.inkwell.langchain4j;

import org.jspecify.annotations.NullMarked;
