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
 * A template that is parsed. It reaches its variables and nothing else. Safe for use by
 * many threads at once, each with variables of its own.
 */
public final class Template {

    private final Document document;

    private Template(Document document) {
        this.document = document;
    }

    /**
     * @throws TemplateFailure if the text is no valid template
     */
    public static Template parse(String text) {
        return new Template(Parser.parse(text));
    }

    /**
     * @param variables strings, numbers, booleans, nulls, functions, and lists and maps
     * of them
     * @throws TemplateFailure if the template fails, or takes more than the limits allow
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
