package io.inkwell.jinja.tree;

/** Part of a template that does something, such as writing to the output. */
@FunctionalInterface
public interface Statement {

    Flow run(Frame frame);

}
