package io.inkwell.grammar.schema;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.util.automaton.Automaton;

import io.inkwell.grammar.automaton.Language;

/**
 * The members of an object, separated by commas. They are added from the last to the
 * first, each of them once: a member is entered from the start of the list, and after the
 * comma that follows another member.
 */
final class MemberList {

    private final Automaton.Builder states = new Automaton.Builder();

    /** Before the members so far, if there is no member before them. */
    private int atStart;

    /** The same after a member. */
    private int afterMember;

    /** Nothing. */
    MemberList() {
        // The first state of an automaton is its start, which is known last.
        this.states.createState();
        this.atStart = createEnd();
        this.afterMember = this.atStart;
    }

    /** Any number of equal members. */
    MemberList(Automaton member) {
        this();
        int end = createEnd();
        int comma = addComma(end);
        Copy copy = copy(member);
        enter(comma, copy.start());
        copy.ends().forEach((each) -> this.states.addEpsilon(each, end));
        int start = createEnd();
        this.states.addEpsilon(start, copy.start());
        this.afterMember = end;
        this.atStart = start;
    }

    private record Copy(int start, List<Integer> ends) {
    }

    /** Adds a member before the others. */
    void prepend(Automaton member, boolean isRequired) {
        Copy copy = copy(member);
        for (int end : copy.ends()) {
            this.states.addEpsilon(end, this.afterMember);
        }
        int start = this.states.createState();
        this.states.addEpsilon(start, copy.start());
        int after = this.states.createState();
        enter(addComma(after), copy.start());
        if (!isRequired) {
            this.states.addEpsilon(start, this.atStart);
            this.states.addEpsilon(after, this.afterMember);
        }
        this.atStart = start;
        this.afterMember = after;
    }

    Automaton finish() {
        this.states.addEpsilon(0, this.atStart);
        return this.states.finish();
    }

    private int createEnd() {
        int end = this.states.createState();
        this.states.setAccept(end, true);
        return end;
    }

    private int addComma(int from) {
        int comma = this.states.createState();
        this.states.addTransition(from, comma, ',');
        return comma;
    }

    /** Leads to a member, with or without a space before it. */
    private void enter(int comma, int member) {
        this.states.addTransition(comma, member, ' ');
        this.states.addEpsilon(comma, member);
    }

    /** Copies a member. Its ends continue the list, so they do not end it. */
    private Copy copy(Automaton member) {
        int offset = this.states.getNumStates();
        Language.requireStates(offset + member.getNumStates());
        this.states.copy(member);
        List<Integer> ends = new ArrayList<>();
        for (int state = 0; state < member.getNumStates(); state++) {
            if (member.isAccept(state)) {
                this.states.setAccept(offset + state, false);
                ends.add(offset + state);
            }
        }
        return new Copy(offset, ends);
    }

}
