package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Inkwell;

/** An application with a path of its own, which a model in the same process answers. */
@SpringBootApplication
@RestController
public class StoryApplication {

    private final Inkwell inkwell;

    StoryApplication(Inkwell inkwell) {
        this.inkwell = inkwell;
    }

    public static void main(String[] args) {
        SpringApplication.run(StoryApplication.class, args);
    }

    @GetMapping("/story")
    String story(@RequestParam(defaultValue = "Once upon a time") String prompt) {
        return prompt + this.inkwell.complete(prompt, CompletionOptions.builder().maxTokens(40).build()).text();
    }

}
