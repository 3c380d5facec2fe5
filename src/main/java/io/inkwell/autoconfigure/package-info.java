/** Configures the library in programs with Spring Boot. */
@NullMarked
package io.inkwell.autoconfigure;

import org.jspecify.annotations.NullMarked;
