/** Lets an operator load and unload models and adapters while the service runs. */
@NullMarked
package io.inkwell.admin;

import org.jspecify.annotations.NullMarked;
