package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.export.SettingWords;

/** What families are called: the titles of their parts and, where several have the same parts, the settings in which these differ. */
public final class FamilyTitles {

    private final Map<Family, String> titles = new IdentityHashMap<>();

    public FamilyTitles(List<Family> families) {
        families.stream()
                .collect(Collectors.groupingBy(Family::parts))
                .values()
                .forEach(alike -> alike.forEach(family -> titles.put(family, title(family, alike))));
    }

    public String of(Family family) {
        return titles.get(family);
    }

    private static String title(Family family, List<Family> alike) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < family.parts().size(); i++) {
            int part = i;
            String settings = part(family, part).keySet().stream()
                    .filter(setting -> !isSwept(family, part, setting))
                    .filter(setting -> alike.stream()
                                    .filter(other -> !isSwept(other, part, setting))
                                    .map(other -> value(other, part, setting))
                                    .distinct()
                                    .count()
                            > 1)
                    .map(setting -> SettingWords.name(setting) + " " + value(family, part, setting))
                    .collect(Collectors.joining(", "));
            String title = SettingWords.parts(List.of(family.parts().get(part)));
            words.add(settings.isEmpty() ? title : title + " (" + settings + ")");
        }
        return String.join(" + ", words);
    }

    private static boolean isSwept(Family family, int part, String setting) {
        return family.setting().equals(family.parts().get(part) + "." + setting);
    }

    private static String value(Family family, int part, String setting) {
        return SettingWords.value(part(family, part).get(setting));
    }

    private static Map<String, Object> part(Family family, int part) {
        Map<String, Object> definition = family.strengths().get(0).row().definition();
        return SettingWords.entries(definition.get("defense")).get(part);
    }
}
