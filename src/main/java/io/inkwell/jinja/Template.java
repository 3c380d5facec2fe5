package io.inkwell.jinja;

import java.util.HashMap;
import java.util.Map;

import io.inkwell.jinja.library.Functions;
import io.inkwell.jinja.syntax.Parser;
import io.inkwell.jinja.tree.Document;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Limits;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Values;

/**
 * A parsed Jinja template, sandboxed: it can access only the variables passed to it.
 * Thread-safe if each thread passes its own variables.
 */
public final class Template {

    private final Document document;

    private Template(Document document) {
        this.document = document;
    }

    /**
     * Parses a template.
     * @throws TemplateFailure if the template is invalid
     */
    public static Template parse(String text) {
        return new Template(Parser.parse(text));
    }

    /**
     * Renders the template.
     * @param variables strings, numbers, booleans, nulls, functions, and lists and maps
     * of these
     * @throws TemplateFailure if rendering fails or exceeds the limits
     */
    public String render(Map<String, ?> variables, Limits limits) {
        Budget budget = new Budget(limits);
        Map<String, Object> all = new HashMap<>(Functions.ALL);
        variables.forEach((name, value) -> all.put(name, Values.of(value)));
        try {
            return this.document.render(all, budget);
        }
        catch (StackOverflowError ex) {
            throw TemplateFailure.limit("values or calls nest too deeply");
        }
    }

}
