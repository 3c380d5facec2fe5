package io.inkwell.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import io.inkwell.chat.ChatMessage;
import io.inkwell.chat.ChatMessage.Role;
import io.inkwell.chat.ChatTemplate;
import io.inkwell.error.ServiceException;

/**
 * The messages of a conversation, in OpenAI's format for fine-tuning. Messages of the
 * assistant are learned, unless their weight is 0.
 */
record Conversation(List<Message> messages) implements TextRow {

    static final String MESSAGES = "messages";

    private static final String ROLES = "system, developer, user or assistant";

    Conversation {
        messages = List.copyOf(messages);
    }

    /**
     * @param place the line, for error messages
     * @throws TrainingTextException if the last message is not the assistant's, or a
     * message is invalid
     */
    static Conversation parse(Path file, String place, JsonNode array) throws TrainingTextException {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : array.values()) {
            messages.add(message(file, place + ": messages[" + messages.size() + "]", message));
        }
        if (!array.isArray() || messages.isEmpty() || messages.get(messages.size() - 1).role() != Role.ASSISTANT) {
            throw new TrainingTextException(file,
                    place + ": \"messages\" must be an array of messages, the last one from the assistant; "
                            + TextRow.given(array));
        }
        if (messages.stream().noneMatch(Message::isLearned)) {
            throw new TrainingTextException(file,
                    place + ": \"messages\" must have a message of the assistant with a weight of 1; all have 0");
        }
        return new Conversation(messages);
    }

    private static Message message(Path file, String place, JsonNode message) throws TrainingTextException {
        Role role = switch (message.path("role").asString("")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> throw new TrainingTextException(file,
                    place + ".role must be " + ROLES + "; " + TextRow.given(message.path("role")));
        };
        JsonNode content = message.path("content");
        if (!content.isString()) {
            throw new TrainingTextException(file, place + ".content must be a string; " + TextRow.given(content));
        }
        return new Message(role, content.stringValue(), weight(file, place, message) == 1 && role == Role.ASSISTANT);
    }

    private static double weight(Path file, String place, JsonNode message) throws TrainingTextException {
        JsonNode weight = message.path("weight");
        if (weight.isMissingNode() || weight.isNull()) {
            return 1;
        }
        if (weight.isNumber() && (weight.doubleValue() == 0 || weight.doubleValue() == 1)) {
            return weight.doubleValue();
        }
        throw new TrainingTextException(file, place + ".weight must be 0 or 1; " + TextRow.given(weight));
    }

    @Override
    public String text() {
        return this.messages.stream().map(Message::content).collect(Collectors.joining("\n"));
    }

    @Override
    public String start() {
        return this.messages.get(0).content();
    }

    /**
     * Renders the conversation up to the last message to learn. A learned part is what a
     * message adds to the prompt that asks for it, so a completion continues the same
     * text after training.
     * @throws ServiceException if the template rejects the messages, or renders a message
     * differently when others follow
     */
    List<Turn> turns(ChatTemplate template) {
        List<ChatMessage> all = this.messages.stream()
            .map((message) -> new ChatMessage(message.role(), message.content(), null))
            .toList();
        List<Turn> turns = new ArrayList<>();
        String rendered = "";
        for (int i = 0; i < all.size(); i++) {
            if (this.messages.get(i).isLearned()) {
                String prompt = template.render(all.subList(0, i), true);
                turns.add(new Turn(added(rendered, prompt), false));
                rendered = template.render(all.subList(0, i + 1), false);
                turns.add(new Turn(added(prompt, rendered), true));
            }
        }
        return turns;
    }

    private static String added(String before, String after) {
        if (after.startsWith(before)) {
            return after.substring(before.length());
        }
        throw ServiceException.invalid(MESSAGES,
                "the chat template renders a message differently when others follow, so its text cannot be learned");
    }

    /**
     * @param isLearned whether the loss counts it
     */
    record Message(Role role, String content, boolean isLearned) {
    }

}
