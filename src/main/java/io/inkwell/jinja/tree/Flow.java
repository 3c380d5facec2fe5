package io.inkwell.jinja.tree;

/** What comes after a statement. */
public enum Flow {

    NEXT, BREAK, CONTINUE

}
