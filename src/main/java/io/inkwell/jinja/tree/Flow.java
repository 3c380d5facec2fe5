package io.inkwell.jinja.tree;

/** The control flow after a statement. */
public enum Flow {

    NEXT, BREAK, CONTINUE

}
