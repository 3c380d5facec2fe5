package io.inkwell.studio.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

import io.inkwell.InkwellApplication;

/** Runs a test of the studio in a browser, with a service that fine-tunes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = InkwellApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.kv-cache.size=64MB",
                "inkwell.fine-tuning.folder=" + TrainingFolder.FOLDER, "inkwell.fine-tuning.kv-cache-size=32MB" })
@ContextConfiguration(initializers = TrainingFolder.class)
@ExtendWith(StudioExtension.class)
public @interface TrainingService {

}
