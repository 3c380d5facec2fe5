package io.inkwell;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program: one Spring Boot service. */
@SpringBootApplication
public class Inkwell {

    public static void main(String[] args) {
        SpringApplication.run(Inkwell.class, args);
    }

}
