package io.inkwell.explanation;

/**
 * Neighbouring tokens of a text.
 *
 * @param from counted from 0
 * @param to the token behind the last
 */
record TokenSpan(int from, int to) {

    int length() {
        return this.to - this.from;
    }

}
