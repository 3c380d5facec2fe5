package io.inkwell.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The manifest reader rejects invalid manifests. */
class ManifestReaderTests {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: inkwell
              annotations: {note: text}
            spec:
              replicas: 2
              selector: {matchLabels: {app: inkwell}}
              template:
                spec:
                  containers:
                    - name: inkwell
                      resources: {limits: {cpu: "2"}}
                      livenessProbe: {httpGet: {path: /livez, port: http}}
            """;

    private static final String SCALED_OBJECT = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: inkwell}
            spec:
              scaleTargetRef: {name: inkwell}
              minReplicaCount: 1
              maxReplicaCount: 2
              pollingInterval: 15
              triggers:
                - type: prometheus
                  metadata: {query: up, threshold: "2"}
            """;

    @Test
    void readsValidManifests() {
        assertThat(ManifestReader.read(DEPLOYMENT + "---\n" + SCALED_OBJECT)).hasSize(2)
            .hasExactlyElementsOfTypes(Deployment.class, ScaledObject.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metadata:        | metadate:
            name: inkwell    | nam: inkwell
            replicas:        | replica:
            matchLabels:     | matchLabel:
            template:        | templates:
            containers:      | container:
            limits:          | limit:
            livenessProbe:   | livenesProbe:
            httpGet:         | httpget:
            path:            | paths:
            """)
    void rejectsMisspelledFieldsAtEveryDepth(String right, String wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> ManifestReader.read(DEPLOYMENT.replace(right, wrong)))
            .withMessageContaining("Unrecognized field \"" + wrong.replaceFirst(":.*", "") + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scaleTargetRef:   | scaleTarget:
            type: prometheus  | typ: prometheus
            triggers:         | trigger:
            threshold:        | treshold:
            """)
    void rejectsAMisspelledFieldOfAScaledObject(String right, String wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> ManifestReader.read(SCALED_OBJECT.replace(right, wrong)))
            .withMessageContaining("Unrecognized field \"" + wrong.replaceFirst(":.*", "") + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 2            | replicas: "2"
            replicas: 2            | replicas: 2.5
            replicas: 2            | replicas: two
            path: /livez           | path: 1
            path: /livez           | path: true
            {note: text}           | {note: 1}
            {note: text}           | {note: true}
            {matchLabels:          | [matchLabels:
            """)
    void rejectsAValueOfTheWrongType(String right, String wrong) {
        String text = DEPLOYMENT.replace(right, wrong);
        String balanced = wrong.startsWith("[") ? text.replace("inkwell}}\n  template", "inkwell}]\n  template") : text;

        assertThat(balanced).isNotEqualTo(DEPLOYMENT);
        assertThatIllegalArgumentException().isThrownBy(() -> ManifestReader.read(balanced));
    }

    @ParameterizedTest
    @ValueSource(strings = { "apps/v1beta1", "v1", "extensions/v1" })
    void rejectsAKindOfAnotherVersion(String version) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> ManifestReader.read(DEPLOYMENT.replace("apps/v1", version)))
            .withMessageContaining("given: " + version + " Deployment");
    }

    @Test
    void rejectsADocumentThatIsNotAMap() {
        assertThatIllegalArgumentException().isThrownBy(() -> ManifestReader.read("- apiVersion: v1"))
            .withMessageContaining("must be a map");
    }

}
