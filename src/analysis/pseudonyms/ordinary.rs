//! Words of English that are names as well.

/// Names that are words of English, too: in small letters and in the plural they may be either.
const ORDINARY: &str = "abbot amber angel april archer art august autumn baker ball banks barber barley barn basil bath battle bay \
    bear bell berry bill birch bird bishop black bloom blossom blue bond booth bowl boy brand brook brooks \
    brown buck bud burns bush butcher butler cane carpenter carter case cash chance chase cherry chip church \
    clay cliff cloud coal cook cooper cope corn cotton crane cross crystal daisy dale dawn day deal dean \
    diamond dick dot dove duke earl east ebony eve faith fall farmer fay fern field finch fisher fleet flint \
    ford forest foster fox frank fry gale gardener gay ginger glass good grace grant gray green grey guy hall \
    hand hardy harmony harp hazel heath heather heaven hill holly honey hood hook hope horn house hunt hunter \
    iris ivy jade jasmine jet jewel jolly joy judge june jury justice keen key king kit knight lake lamb lance \
    land lane lark law lily little long love lucky major man mark marsh may mercy mild miles mill mine mint \
    mission moon moor noble north oak olive page pansy park patience patient peach pearl penny pepper pike \
    piper pitch pole pond pope poppy porter post pound power price priest prince prudent prune rain raven ray \
    reading red reed rich river robin rock rod roman rose royal ruby rugby rush rust sage sailor sandwich \
    sandy savage scarlet sharp shepherd short silver singer skip sky small smart snow sol song south speaker \
    spring stable star stead steel stern stone storm street strong sue summer sunny swan swift teller thorn \
    thorough tide tiger trinity turner van victor viola violet virtue wade walker wall ward warren water \
    waters weaver wells west white will willow winter wise wish wolf wood woods woody worth wren young";

/// Whether a name of one word is a word of the language too, or so short that it may be one of any.
pub(super) fn is_ordinary(word: &str) -> bool {
    word.chars().count() <= 2 || ORDINARY.split_ascii_whitespace().any(|known| known == word)
}
