package io.inkwell.grammar.automaton;

/** A form cannot be compiled. The message says why, without the request field. */
public final class FormException extends RuntimeException {

    public FormException(String message) {
        super(message);
    }

}
