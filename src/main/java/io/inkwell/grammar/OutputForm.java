package io.inkwell.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.util.automaton.Automaton;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.grammar.automaton.FormException;
import io.inkwell.grammar.automaton.Grammar;
import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;
import io.inkwell.grammar.gbnf.GbnfParser;
import io.inkwell.grammar.regex.Regex;
import io.inkwell.grammar.schema.AnyJson;
import io.inkwell.grammar.schema.NamedSchema;
import io.inkwell.grammar.schema.SchemaReader;

/** The form that a request wants its output to have. */
public sealed interface OutputForm {

    /**
     * The grammar of the form.
     * @throws io.inkwell.grammar.automaton.FormException if the form is not supported
     */
    Grammar compile();

    /** One of several texts. */
    record Choice(List<String> texts) implements OutputForm {

        public Choice {
            texts = List.copyOf(texts);
        }

        @Override
        public Grammar compile() {
            return Rules.single(Language.texts(this.texts));
        }

    }

    /** A text that matches a regular expression as a whole. */
    record Regexp(String pattern) implements OutputForm {

        @Override
        public Grammar compile() {
            Rules rules = new Rules();
            Automaton characters = rules.deterministic(Regex.matching(this.pattern));
            rules.define(rules.declare(), Language.bytes(characters));
            return rules.compile();
        }

    }

    /** Any JSON object. */
    record JsonObject() implements OutputForm {

        @Override
        public Grammar compile() {
            return AnyJson.objects();
        }

    }

    /**
     * A JSON value that is valid for a schema.
     *
     * @param text the schema. As text, unlike as a tree, it differs from a schema with
     * the same properties in another order, which is another form
     * @param strict whether the schema must follow OpenAI's strict mode
     */
    record JsonSchema(String text, boolean strict) implements OutputForm {

        public static JsonSchema of(JsonNode schema, boolean strict) {
            return new JsonSchema(schema.toString(), strict);
        }

        @Override
        public Grammar compile() {
            return SchemaReader.read(tree(), this.strict);
        }

        private JsonNode tree() {
            try {
                return JsonMapper.shared().readTree(this.text);
            }
            catch (JacksonException ex) {
                TokenStreamLocation place = ex.getLocation();
                throw new FormException("the form is not valid JSON"
                        + ((place != null) ? ": line " + place.getLineNr() + ", column " + place.getColumnNr() : ""));
            }
        }

    }

    /**
     * The call of one of several functions: its name, a space, and its arguments.
     *
     * @param functions the schemas of the arguments by name
     */
    record FunctionCall(Map<String, JsonSchema> functions) implements OutputForm {

        public FunctionCall {
            functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        }

        @Override
        public Grammar compile() {
            return SchemaReader.readChoice(this.functions.entrySet()
                .stream()
                .map((each) -> new NamedSchema(each.getKey(), each.getValue().tree(), each.getValue().strict()))
                .toList());
        }

    }

    /** A text that a grammar in llama.cpp's notation generates. */
    record Gbnf(String grammar) implements OutputForm {

        @Override
        public Grammar compile() {
            return GbnfParser.parse(this.grammar);
        }

    }

}
