package io.inkwell.tgi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Errors in the format of TGI. */
@InkwellService
class GenerateErrorsIT {

    private final ServiceClient service;

    GenerateErrorsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                                    | inputs must be a string that is not empty; given: nothing
                    {"inputs": ""}                                        | inputs must be a string that is not empty; given: an empty string
                    {"inputs": ["a"]}                                     | inputs must be a string; given: a list
                    {"inputs": "a", "n": 2}                               | n is not a field of this request
                    {"inputs": "a", "stream": true}                       | stream must be false at this path; /generate_stream streams; given: true
                    {"inputs": "a", "parameters": {"foo": 1}}             | parameters.foo is not a field of this request
                    {"inputs": "a", "parameters": {"best_of": 0}}         | best_of must be from 1 to 20; given: 0
                    {"inputs": "a", "parameters": {"best_of": 21}}        | best_of must be from 1 to 20; given: 21
                    {"inputs": "a", "parameters": {"best_of": 2}}         | best_of must be 1 unless do_sample is true or a sampling parameter is set; given: 2
                    {"inputs": "a", "parameters": {"best_of": 2, "top_k": 3, "seed": 1}} | best_of must be 1 when seed is set; given: 2
                    {"inputs": "a", "parameters": {"temperature": 0}}     | temperature must be greater than 0; given: 0.0
                    {"inputs": "a", "parameters": {"temperature": 3}}     | temperature must be in [0, 2]; given: 3.0
                    {"inputs": "a", "parameters": {"top_p": 1}}           | top_p must be greater than 0 and less than 1; given: 1.0
                    {"inputs": "a", "parameters": {"typical_p": 0}}       | typical_p must be greater than 0 and less than 1; given: 0.0
                    {"inputs": "a", "parameters": {"top_k": 0}}           | top_k must be greater than 0; given: 0
                    {"inputs": "a", "parameters": {"top_k": "5"}}         | parameters.top_k must be an integer of at most 32 bits; given: a string
                    {"inputs": "a", "parameters": {"top_n_tokens": 21}}   | top_n_tokens must be from 0 to 20; given: 21
                    {"inputs": "a", "parameters": {"max_new_tokens": 0}}  | max_new_tokens must be greater than 0; given: 0
                    {"inputs": "a", "parameters": {"truncate": 0}}        | truncate must be greater than 0; given: 0
                    {"inputs": "a", "parameters": {"repetition_penalty": 0}} | repetition_penalty must be greater than 0; given: 0.0
                    {"inputs": "a", "parameters": {"frequency_penalty": 3}} | frequency_penalty must be in [-2, 2]; given: 3.0
                    {"inputs": "a", "parameters": {"stop": [""]}}         | the length of a stop string must be from 1 to 1000; given: 0
                    {"inputs": "a", "parameters": {"watermark": true}}    | watermark must be false, because it is not supported; given: true
                    {"inputs": "a", "parameters": {"grammar": {}}} | grammar.type must be json, json_object, json_schema or regex; given: nothing
                    {"inputs": "a", "parameters": {"grammar": {"type": "gbnf", "value": "a"}}} | grammar.type must be json, json_object, json_schema or regex; given: another string
                    {"inputs": "a", "parameters": {"grammar": {"type": "regex"}}} | grammar.value must be a string when the type is regex; given: nothing
                    {"inputs": "a", "parameters": {"grammar": {"type": "regex", "value": "("}}} | grammar: the form is not a supported regular expression: ")" is missing at character 1
                    {"inputs": "a", "parameters": {"grammar": {"type": "json", "value": "{"}}} | grammar.value must be a JSON schema or its text; given: text that is not JSON, or repeats a name
                    {"inputs": "a", "parameters": {"grammar": {"type": "json", "value": 5}}} | grammar.value must be a JSON schema; given: 5
                    {"inputs": "a", "parameters": {"grammar": {"type": "json", "value": {"oneOf": []}}}} | grammar: the keyword oneOf is not supported, at #
                    {"inputs": "a", "parameters": {"grammar": {"type": "json_schema", "value": 5}}} | grammar.value must be an object with a schema when the type is json_schema; given: 5
                    {"inputs": "a", "parameters": {"grammar": {"type": "json_schema", "value": {}}}} | grammar.value.schema must be a JSON schema; given: nothing
                    {"inputs": "a", "parameters": {"grammar": {"type": "json_schema", "value": {"schema": {}, "shema": 1}}}} | grammar.value.shema is not a field of this request; did you mean schema?
                    {"inputs": "a", "parameters": {"grammar": {"type": "regex", "valu": "a"}}} | parameters.grammar.valu is not a field of this request; did you mean value?
                    {"inputs": "a", "parameters": {"max_new_tokens": 600}} | this model's maximum context length is 512 tokens, but 601 were requested: 1 in the prompt and 600 for max_new_tokens
                    """)
    void namesTheParameter(String body, String message) {
        Answer answer = this.service.post("/generate", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().propertyNames()).containsExactly("error", "error_type");
        assertThat(answer.error().stringValue()).isEqualTo(message);
        assertThat(answer.json().path("error_type").stringValue()).isEqualTo("validation");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "best_of": 2, "do_sample": true | best_of must be 1 for a stream; given: 2
            "decoder_input_details": true   | decoder_input_details must be false for a stream; given: true
            """)
    void rejectsParametersThatAStreamLacks(String parameters, String message) {
        Answer answer = this.service.post("/generate_stream",
                "{\"inputs\": \"a\", \"parameters\": {%s}}".formatted(parameters));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error().stringValue()).isEqualTo(message);
    }

    @Test
    void keepsOtherStatuses() {
        Answer unknown = this.service.post("/", "{\"inputs\": \"a\", \"parameters\": {\"adapter_id\": \"none\"}}");
        Answer method = this.service.get("/generate");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("error_type").stringValue()).isEqualTo("model_not_found");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.json().path("error_type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(this.service.get("/nothing").error().path("type").stringValue()).isEqualTo("not_found_error");
    }

}
