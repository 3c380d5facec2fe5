package io.inkwell.grammar.schema;

import java.util.List;

import org.apache.lucene.util.automaton.Automaton;

import io.inkwell.grammar.automaton.Grammar;
import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;

/** Any JSON value, as rules of a grammar. */
public final class AnyJson {

    private static final int UNDECLARED = -1;

    private final Rules rules;

    private int value = UNDECLARED;

    private int object = UNDECLARED;

    private int array = UNDECLARED;

    AnyJson(Rules rules) {
        this.rules = rules;
    }

    /** The grammar of any JSON object. */
    public static Grammar objects() {
        Rules rules = new Rules();
        int root = rules.declare();
        rules.define(root, new AnyJson(rules).object());
        return rules.compile();
    }

    Automaton value() {
        define();
        return this.rules.call(this.value);
    }

    Automaton object() {
        define();
        return this.rules.call(this.object);
    }

    Automaton array() {
        define();
        return this.rules.call(this.array);
    }

    private void define() {
        if (this.value != UNDECLARED) {
            return;
        }
        this.value = this.rules.declare();
        this.object = this.rules.declare();
        this.array = this.rules.declare();
        Automaton string = JsonText.string(JsonText.anyCharacters());
        Automaton element = this.rules.call(this.value);
        this.rules.define(this.value,
                Language.union(List.of(string, JsonText.number(), Language.texts(List.of("true", "false", "null")),
                        this.rules.call(this.object), this.rules.call(this.array))));
        this.rules.define(this.object,
                JsonText.list("{", Language.sequence(string, JsonText.colon(), element), 0, JsonText.UNLIMITED, "}"));
        this.rules.define(this.array, JsonText.list("[", element, 0, JsonText.UNLIMITED, "]"));
    }

}
