package io.inkwell.admin;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.docs.ApiDocument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The OpenAPI document has the fields of the records. */
class AdminSchemaTests {

    private final ApiDocument document = new ApiDocument();

    @ParameterizedTest
    @MethodSource
    void recordsMatchTheirSchemas(String schema, Class<?> type) {
        assertThat(this.document.properties(this.document.schema(schema)).keySet()).containsExactlyInAnyOrderElementsOf(
                Stream.of(type.getRecordComponents()).map(AdminSchemaTests::jsonName).toList());
    }

    static Stream<Arguments> recordsMatchTheirSchemas() {
        return Stream.of(arguments("LoadModelBody", LoadModelBody.class), arguments("AdminModel", AdminModel.class),
                arguments("AdminModelList", AdminModelsController.AdminModelList.class),
                arguments("LoadAdapterBody", LoadAdapterBody.class),
                arguments("UnloadAdapterBody", UnloadAdapterBody.class));
    }

    private static String jsonName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

}
