/** The Responses API of OpenAI, without stored responses: body, responses, events. */
@NullMarked
package io.inkwell.openai.responses;

import org.jspecify.annotations.NullMarked;
