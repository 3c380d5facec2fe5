package io.inkwell.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/** A role of a namespace, reduced to the fields in use. */
record Role(String apiVersion, String kind, ObjectMeta metadata, List<Rule> rules) {

    record Rule(List<String> apiGroups, List<String> resources, List<String> verbs) {
    }

    /** Gives a role to accounts. */
    record Binding(String apiVersion, String kind, ObjectMeta metadata, List<Subject> subjects, Reference roleRef) {
    }

    record Subject(String kind, String name) {
    }

    record Reference(String apiGroup, String kind, String name) {
    }

}
