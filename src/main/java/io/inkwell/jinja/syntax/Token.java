package io.inkwell.jinja.syntax;

/**
 * A token of a template.
 *
 * @param value its text; an int or float for a number
 */
record Token(Type type, Object value, int line) {

    enum Type {

        DATA("template data / text"), BLOCK_BEGIN("begin of statement block"), BLOCK_END("end of statement block"),
        VARIABLE_BEGIN("begin of print statement"), VARIABLE_END("end of print statement"), NAME("name"),
        STRING("string"), INTEGER("integer"), FLOAT("float"), OPERATOR("operator"), END("end of template");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        String description() {
            return this.description;
        }

    }

    boolean is(Type other) {
        return this.type == other;
    }

    boolean isOperator(String operator) {
        return this.type == Type.OPERATOR && this.value.equals(operator);
    }

    boolean isName(String name) {
        return this.type == Type.NAME && this.value.equals(name);
    }

    String text() {
        return String.valueOf(this.value);
    }

    String description() {
        return (this.type == Type.NAME || this.type == Type.OPERATOR) ? text() : this.type.description();
    }

}
