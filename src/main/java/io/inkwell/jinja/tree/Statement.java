package io.inkwell.jinja.tree;

/** A node that is executed for its effect, such as writing output. */
@FunctionalInterface
public interface Statement {

    Flow run(Frame frame);

}
