package io.inkwell.cli.generate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Syntax of an option's value. The rules of the request field validate it. */
enum OptionValue {

    NUMBER {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            return option.type(BigDecimal.class).converters(number());
        }
    },
    TEXT {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            return option.type(String.class);
        }
    },
    /** A boolean, or otherwise a string. */
    WORD {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            ITypeConverter<Object> word = (text) -> switch (text) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> text;
            };
            return option.type(Object.class).converters(word);
        }
    },
    /** Takes no value; may be negated with {@code --no-}. */
    FLAG {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            return option.type(Boolean.class).arity("0").negatable(true);
        }
    },
    TEXTS {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            return option.type(List.class).auxiliaryTypes(String.class);
        }
    },
    NUMBERS {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            return option.type(List.class).auxiliaryTypes(BigDecimal.class).converters(number()).splitRegex(",");
        }
    },
    NUMBERS_BY_ID {
        @Override
        OptionSpec.Builder applyTo(OptionSpec.Builder option) {
            ITypeConverter<String> id = (text) -> text;
            return option.type(Map.class)
                .auxiliaryTypes(String.class, BigDecimal.class)
                .converters(id, number())
                .splitRegex(",");
        }
    };

    abstract OptionSpec.Builder applyTo(OptionSpec.Builder option);

    private static ITypeConverter<BigDecimal> number() {
        return (text) -> {
            try {
                return new BigDecimal(text.strip());
            }
            catch (NumberFormatException ex) {
                throw new TypeConversionException("'" + text + "' is not a number");
            }
        };
    }

}
