//! The icons: Phosphor regular at 16 px, of which only these glyphs are shipped (`assets/icons`), one constant a glyph.

macro_rules! icons {
    ($($name:ident = $glyph:literal, $doc:literal;)+) => {$(
        #[doc = concat!("The Phosphor glyph “", $doc, "”.")]
        pub const $name: &str = $glyph;
    )+
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$(($doc, $glyph)),+];
    };
}

icons! {
    ARROW_BEND_UP_LEFT = "\u{e024}", "arrow-bend-up-left";
    ARROW_BEND_UP_RIGHT = "\u{e026}", "arrow-bend-up-right";
    ARROW_CLOCKWISE = "\u{e036}", "arrow-clockwise";
    ARROW_COUNTER_CLOCKWISE = "\u{e038}", "arrow-counter-clockwise";
    ARROW_DOWN = "\u{e03e}", "arrow-down";
    ARROW_LEFT = "\u{e058}", "arrow-left";
    ARROW_RIGHT = "\u{e06c}", "arrow-right";
    ARROW_UP = "\u{e08e}", "arrow-up";
    ARROWS_CLOCKWISE = "\u{e094}", "arrows-clockwise";
    ARROWS_LEFT_RIGHT = "\u{e0a0}", "arrows-left-right";
    ARROWS_MERGE = "\u{ed3e}", "arrows-merge";
    ARROWS_SPLIT = "\u{ed3c}", "arrows-split";
    BOOK_OPEN = "\u{e0e6}", "book-open";
    BOOKS = "\u{e758}", "books";
    BROOM = "\u{ec54}", "broom";
    BUILDINGS = "\u{e102}", "buildings";
    CALENDAR_BLANK = "\u{e10a}", "calendar-blank";
    CARET_DOWN = "\u{e136}", "caret-down";
    CARET_LEFT = "\u{e138}", "caret-left";
    CARET_RIGHT = "\u{e13a}", "caret-right";
    CARET_UP = "\u{e13c}", "caret-up";
    CHART_BAR = "\u{e150}", "chart-bar";
    CHART_BAR_HORIZONTAL = "\u{e152}", "chart-bar-horizontal";
    CHAT_TEXT = "\u{e17a}", "chat-text";
    CHATS = "\u{e17c}", "chats";
    CHECK = "\u{e182}", "check";
    CHECK_CIRCLE = "\u{e184}", "check-circle";
    CIRCLE = "\u{e18a}", "circle";
    CIRCLE_HALF = "\u{e18c}", "circle-half";
    CIRCLE_HALF_TILT = "\u{e18e}", "circle-half-tilt";
    CLOCK = "\u{e19a}", "clock";
    CLOCK_COUNTER_CLOCKWISE = "\u{e1a0}", "clock-counter-clockwise";
    COLUMNS = "\u{e546}", "columns";
    COMMAND = "\u{e1c4}", "command";
    COPY = "\u{e1ca}", "copy";
    CROSSHAIR = "\u{e1d6}", "crosshair";
    CURSOR_CLICK = "\u{e7c8}", "cursor-click";
    CURSOR_TEXT = "\u{e7d8}", "cursor-text";
    DOTS_SIX = "\u{e794}", "dots-six";
    DOTS_SIX_VERTICAL = "\u{eae2}", "dots-six-vertical";
    DOTS_THREE = "\u{e1fe}", "dots-three";
    DOTS_THREE_VERTICAL = "\u{e208}", "dots-three-vertical";
    DOWNLOAD_SIMPLE = "\u{e20c}", "download-simple";
    DROP = "\u{e210}", "drop";
    EXPORT = "\u{eaf0}", "export";
    EYE = "\u{e220}", "eye";
    EYE_SLASH = "\u{e224}", "eye-slash";
    FILE = "\u{e230}", "file";
    FILE_CSV = "\u{eb1c}", "file-csv";
    FILE_HTML = "\u{eb38}", "file-html";
    FILE_PLUS = "\u{e236}", "file-plus";
    FILE_TEXT = "\u{e23a}", "file-text";
    FIRST_AID = "\u{e56e}", "first-aid";
    FLAG = "\u{e244}", "flag";
    FLAG_FILL = "\u{f244}", "flag-fill";
    FLOPPY_DISK = "\u{e248}", "floppy-disk";
    FOLDER = "\u{e24a}", "folder";
    FOLDER_OPEN = "\u{e256}", "folder-open";
    FOLDER_PLUS = "\u{e258}", "folder-plus";
    FOLDER_SIMPLE = "\u{e25a}", "folder-simple";
    FUNNEL = "\u{e266}", "funnel";
    FUNNEL_SIMPLE = "\u{e268}", "funnel-simple";
    GEAR = "\u{e270}", "gear";
    GEAR_SIX = "\u{e272}", "gear-six";
    GIT_BRANCH = "\u{e278}", "git-branch";
    GIT_COMMIT = "\u{e27a}", "git-commit";
    GLOBE = "\u{e288}", "globe";
    HASH = "\u{e2a2}", "hash";
    HIGHLIGHTER = "\u{ec76}", "highlighter";
    HOUSE = "\u{e2c2}", "house";
    IDENTIFICATION_BADGE = "\u{e6f6}", "identification-badge";
    IDENTIFICATION_CARD = "\u{e2c8}", "identification-card";
    INFO = "\u{e2ce}", "info";
    KANBAN = "\u{eb54}", "kanban";
    KEYBOARD = "\u{e2d8}", "keyboard";
    LIFEBUOY = "\u{e63a}", "lifebuoy";
    LINK = "\u{e2e2}", "link";
    LINK_BREAK = "\u{e2e4}", "link-break";
    LIST = "\u{e2f0}", "list";
    LIST_BULLETS = "\u{e2f2}", "list-bullets";
    LOCK = "\u{e2fa}", "lock";
    LOCK_SIMPLE = "\u{e308}", "lock-simple";
    MAGNIFYING_GLASS = "\u{e30c}", "magnifying-glass";
    MAP_PIN = "\u{e316}", "map-pin";
    MAP_PIN_LINE = "\u{e318}", "map-pin-line";
    MICROPHONE = "\u{e326}", "microphone";
    MINUS = "\u{e32a}", "minus";
    MOON = "\u{e330}", "moon";
    NOTE = "\u{e348}", "note";
    NOTE_PENCIL = "\u{e34c}", "note-pencil";
    NOTEPAD = "\u{e63e}", "notepad";
    PALETTE = "\u{e6c8}", "palette";
    PENCIL_SIMPLE = "\u{e3b4}", "pencil-simple";
    PLAY = "\u{e3d0}", "play";
    PLUS = "\u{e3d4}", "plus";
    PRINTER = "\u{e3dc}", "printer";
    PUSH_PIN = "\u{e3e2}", "push-pin";
    PUSH_PIN_FILL = "\u{f3e2}", "push-pin-fill";
    PUSH_PIN_SIMPLE = "\u{e65c}", "push-pin-simple";
    PUSH_PIN_SLASH = "\u{e3e4}", "push-pin-slash";
    QUESTION = "\u{e3e8}", "question";
    QUOTES = "\u{e660}", "quotes";
    ROWS = "\u{e5a2}", "rows";
    SCISSORS = "\u{eae0}", "scissors";
    SELECTION = "\u{e69a}", "selection";
    SHARE = "\u{e406}", "share";
    SIDEBAR_SIMPLE = "\u{ec24}", "sidebar-simple";
    SLIDERS_HORIZONTAL = "\u{e434}", "sliders-horizontal";
    SORT_ASCENDING = "\u{e444}", "sort-ascending";
    SORT_DESCENDING = "\u{e446}", "sort-descending";
    SPEAKER_HIGH = "\u{e44a}", "speaker-high";
    STACK = "\u{e466}", "stack";
    STACK_SIMPLE = "\u{e468}", "stack-simple";
    STAR = "\u{e46a}", "star";
    STAR_FILL = "\u{f46a}", "star-fill";
    SUN = "\u{e472}", "sun";
    SWAP = "\u{e83c}", "swap";
    TABLE = "\u{e476}", "table";
    TAG = "\u{e478}", "tag";
    TAG_SIMPLE = "\u{e47a}", "tag-simple";
    TARGET = "\u{e47c}", "target";
    TEXT_AA = "\u{e6ee}", "text-aa";
    TEXT_COLUMNS = "\u{ec96}", "text-columns";
    TEXT_INDENT = "\u{ea1e}", "text-indent";
    TEXT_T = "\u{e48a}", "text-t";
    TRASH = "\u{e4a6}", "trash";
    TREE_STRUCTURE = "\u{e67c}", "tree-structure";
    UPLOAD_SIMPLE = "\u{e4c0}", "upload-simple";
    USER = "\u{e4c2}", "user";
    USER_CIRCLE = "\u{e4c4}", "user-circle";
    USERS = "\u{e4d6}", "users";
    USERS_THREE = "\u{e68e}", "users-three";
    WARNING = "\u{e4e0}", "warning";
    WARNING_CIRCLE = "\u{e4e2}", "warning-circle";
    X = "\u{e4f6}", "x";
    X_CIRCLE = "\u{e4f8}", "x-circle";
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_icon_has_a_glyph_of_its_own() {
        let glyphs: std::collections::HashSet<_> = ALL.iter().map(|(_, glyph)| glyph).collect();
        assert_eq!(glyphs.len(), ALL.len());
    }
}
