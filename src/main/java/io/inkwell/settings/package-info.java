/** The settings of the service: names, values and checks of unknown names. */
@NullMarked
package io.inkwell.settings;

import org.jspecify.annotations.NullMarked;
