package io.inkwell.chat;

import java.util.Set;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.objects.collections.PyList;
import com.hubspot.jinjava.objects.collections.PyMap;
import com.hubspot.jinjava.util.ForLoop;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What a template may reach from a value: the entries of lists and maps, the counters of
 * a loop, and the methods that Python's strings, lists and maps have. Never those of the
 * Java objects behind them.
 */
final class PythonResolver extends CompositeELResolver {

    PythonResolver() {
        add(new JinjavaListELResolver(true));
        add(new TypeConvertingMapELResolver(true));
        add(new KnownMembers());
    }

    private static final class KnownMembers extends JinjavaBeanELResolver {

        private static final Set<String> OF_MAPS = Set.of("items", "keys", "values", "get");

        private static final Set<String> OF_LISTS = Set.of("append", "insert", "extend", "pop", "count", "index",
                "copy");

        KnownMembers() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base instanceof ForLoop) {
                return super.getValue(context, base, property);
            }
            context.setPropertyResolved(base != null);
            return null;
        }

        @Override
        public Object invoke(ELContext context, @Nullable Object base, Object method, Class<?> @Nullable [] types,
                Object[] arguments) {
            String name = String.valueOf(method);
            if (base instanceof String text) {
                context.setPropertyResolved(true);
                return PythonStrings.call(text, name, arguments);
            }
            if (base instanceof Filter || base instanceof ExpTest || (base instanceof PyMap && OF_MAPS.contains(name))
                    || (base instanceof PyList && OF_LISTS.contains(name))) {
                return super.invoke(context, base, method, types, arguments);
            }
            throw new MethodNotFoundException("there is no method " + name);
        }

    }

}
