//! The usual short forms of first names: “Chris” of Christopher, “Bill” of William.

/// First names that have the same short forms, and these, in small letters.
const FORMS: &[(&[&str], &[&str])] = &[
    (&["abigail"], &["abby", "abbie", "gail"]),
    (&["albert", "alberto"], &["al", "bert", "bertie"]),
    (&["alexander", "alexandra", "alejandro", "alexandre"], &["alex", "al", "sandy", "sandra", "xander", "lexi", "sasha", "alec"]),
    (&["alfred"], &["alf", "alfie", "fred"]),
    (&["alison", "allison"], &["ali", "ally"]),
    (&["amanda"], &["mandy", "mandi"]),
    (&["andrew", "andreas", "andrea"], &["andy", "drew", "andi"]),
    (&["angela", "angelina"], &["angie", "ange"]),
    (&["anne", "ann", "anna", "annette", "johanna"], &["annie", "nan", "hanna"]),
    (&["anthony", "antony", "antonio"], &["tony", "ant", "toni"]),
    (&["arthur"], &["art", "artie"]),
    (&["barbara"], &["barb", "babs", "barbie"]),
    (&["bartholomew"], &["bart"]),
    (&["beatrice", "beatrix"], &["bea", "bee", "trixie"]),
    (&["benjamin", "benedict", "bennett"], &["ben", "benny", "benji"]),
    (&["bernard", "bernadette"], &["bernie", "berny"]),
    (&["bradley"], &["brad"]),
    (&["caroline", "carolyn", "carole"], &["carol", "caro", "carrie", "lyn"]),
    (
        &["catherine", "katherine", "kathryn", "kathleen", "katharine", "katarina", "katharina"],
        &["kate", "katie", "cathy", "kathy", "cath", "kath", "kat", "kitty", "kit", "katy", "kati"],
    ),
    (&["cecilia", "cecily"], &["cece", "cissy", "celia"]),
    (&["charles", "charlotte"], &["charlie", "chas", "chuck", "lottie", "charley", "lotte", "lotta"]),
    (
        &["christopher", "christine", "christina", "christian", "christiane", "kristina", "christoph"],
        &["chris", "kit", "chrissie", "chrissy", "tina", "topher", "christy", "kris", "christie"],
    ),
    (&["clifford"], &["cliff"]),
    (&["constance"], &["connie"]),
    (&["cornelius", "cornelia"], &["neil", "nelly", "con"]),
    (&["cynthia"], &["cindy"]),
    (&["daniel", "danielle", "daniela"], &["dan", "danny", "dani"]),
    (&["david", "dave"], &["dave", "davy", "davie", "dai"]),
    (&["deborah", "debra"], &["deb", "debbie", "debs", "debby"]),
    (&["dennis", "denise"], &["den", "denny"]),
    (&["derek"], &["del", "derry"]),
    (&["dominic", "dominique"], &["dom", "nic"]),
    (&["donald"], &["don", "donnie"]),
    (&["dorothy", "dorothea"], &["dot", "dottie", "dolly", "thea"]),
    (&["douglas"], &["doug", "dougie"]),
    (&["edward", "edmund", "edwin", "edgar", "eduardo"], &["ed", "eddie", "ted", "teddy", "ned", "eddy"]),
    (&["eleanor", "eleanora", "helen", "helena", "ellen"], &["ellie", "nell", "nellie", "nora", "lena", "ella", "elly"]),
    (
        &["elizabeth", "elisabeth", "elisabetta"],
        &["liz", "lizzie", "beth", "eliza", "betty", "libby", "lisa", "bess", "betsy", "liza", "elsie", "lizzy", "elise"],
    ),
    (&["emily", "emma", "emilia"], &["em", "emmy", "emms", "millie"]),
    (&["eugene", "eugenia"], &["gene"]),
    (&["florence"], &["flo", "florrie", "flossie"]),
    (
        &["frances", "francis", "francesca", "franklin", "francisco", "franziska"],
        &["fran", "frank", "frankie", "francie", "fanny", "paco", "franzi", "franny"],
    ),
    (&["frederick", "frederic", "frederica", "friedrich"], &["fred", "freddie", "rick", "freddy", "fritz"]),
    (&["gabriel", "gabriella", "gabrielle", "gabriele"], &["gabe", "gabby", "gaby", "gabi"]),
    (&["geoffrey", "jeffrey"], &["geoff", "jeff"]),
    (&["george", "georgina", "georgia", "georg"], &["georgie", "gina", "jorge"]),
    (&["gerald", "geraldine", "gerard"], &["gerry", "jerry", "ger", "gerd"]),
    (&["gillian"], &["gill", "jill", "gilly"]),
    (&["graham"], &["gray"]),
    (&["gregory"], &["greg", "gregg"]),
    (&["gwendolen", "gwendoline"], &["gwen", "gwenda"]),
    (&["harold", "harriet", "henry", "harrison", "heinrich"], &["harry", "hal", "hattie", "hank", "heinz", "heiner"]),
    (&["howard"], &["howie"]),
    (&["isabel", "isabella", "isobel"], &["izzy", "bella", "belle", "issy", "izzie"]),
    (&["jacob", "jakob"], &["jake", "jack"]),
    (&["jacqueline"], &["jackie", "jacqui", "jacky"]),
    (&["james"], &["jim", "jimmy", "jamie", "jimmie", "jem"]),
    (&["janet", "jane", "janice"], &["jan", "janey", "jenny", "janie"]),
    (&["jennifer"], &["jen", "jenny", "jenni", "jennie", "jenn"]),
    (&["jeremy", "jeremiah", "jerome"], &["jez", "jerry", "jem"]),
    (&["jessica"], &["jess", "jessie"]),
    (&["joan", "joanna", "joanne", "josephine", "joseph", "johannes", "josef"], &["jo", "joe", "joey", "josie", "joanie", "sepp", "hannes", "jojo"]),
    (&["john", "jonathan", "johnathan"], &["jack", "johnny", "jon", "johnnie", "jonny"]),
    (&["joshua"], &["josh"]),
    (&["judith"], &["judy", "jude", "judi"]),
    (&["julia", "julian", "juliet", "juliana"], &["jules", "julie"]),
    (&["kenneth"], &["ken", "kenny"]),
    (&["kimberly", "kimberley"], &["kim", "kimmy"]),
    (&["kirsten", "kirsty"], &["kirsty", "kirstie"]),
    (&["laura", "lauren"], &["laurie", "lolly", "ren"]),
    (&["lawrence", "laurence", "lorenzo"], &["larry", "laurie", "lawrie", "loz"]),
    (&["leonard", "leonardo", "leopold"], &["len", "lenny", "leo"]),
    (&["leslie", "lesley"], &["les"]),
    (&["lillian", "lilian"], &["lily", "lil"]),
    (&["louis", "louise", "lewis", "luisa"], &["lou", "louie", "lulu", "lew"]),
    (&["lucille", "lucinda", "lucia"], &["lucy", "cindy", "lu"]),
    (&["madeleine", "madeline", "magdalena"], &["maddie", "maddy", "lena", "leni"]),
    (&["malcolm"], &["mal", "malc"]),
    (
        &["margaret", "margarethe", "margarita", "marguerite"],
        &["maggie", "meg", "peggy", "marge", "margie", "greta", "mags", "rita", "daisy", "gretel", "peg"],
    ),
    (&["marian", "marion", "mary", "maria", "marie"], &["molly", "polly", "mimi", "mitzi", "ria"]),
    (&["martin", "martha", "martina"], &["marty", "mart", "tina", "mattie"]),
    (&["matthew", "matthias", "matilda", "mathilda"], &["matt", "matty", "tilly", "hias", "mat", "tilda"]),
    (&["maximilian", "maxwell", "maxine"], &["max", "maxi"]),
    (&["melanie", "melissa", "melinda"], &["mel", "lissa", "mindy"]),
    (&["michael", "michelle", "mitchell", "michaela"], &["mike", "mick", "mickey", "micky", "mitch", "shelly", "micha", "chelle", "michi"]),
    (&["millicent", "mildred"], &["millie", "milly"]),
    (&["nathan", "nathaniel", "natalie", "natasha"], &["nat", "nate", "tash", "nattie"]),
    (&["nicholas", "nicola", "nicole", "nikolaus"], &["nick", "nicky", "nikki", "nic", "nico", "klaus", "colin"]),
    (&["norman"], &["norm"]),
    (&["oliver", "olivia"], &["ollie", "olly", "liv", "livvy"]),
    (&["pamela"], &["pam", "pammy"]),
    (&["patrick", "patricia"], &["pat", "paddy", "trish", "patsy", "tricia", "rick", "pad", "patty"]),
    (&["pauline", "paula"], &["paulie", "polly"]),
    (&["penelope"], &["penny", "pen"]),
    (&["peter"], &["pete"]),
    (&["philip", "phillip", "philippa", "phyllis"], &["phil", "pip", "pippa", "phyl"]),
    (&["prudence"], &["prue", "pru"]),
    (&["rachel", "rachael"], &["rach", "ray", "rae"]),
    (&["raymond"], &["ray"]),
    (&["rebecca"], &["becky", "becca", "bex", "becks"]),
    (&["reginald"], &["reg", "reggie"]),
    (&["richard", "ricardo"], &["rick", "dick", "rich", "richie", "ricky", "dickie"]),
    (&["robert", "roberta", "rupert", "roberto"], &["rob", "bob", "bobby", "robbie", "bert", "robby", "bobbie"]),
    (&["roderick"], &["rod", "roddy"]),
    (&["roger"], &["rog", "rodge"]),
    (&["ronald", "veronica"], &["ron", "ronnie", "ronny", "vera"]),
    (&["rosemary", "rosalind", "rosamund", "rosaleen", "rose"], &["rosie", "rose", "ros", "roz", "romy"]),
    (&["russell"], &["russ"]),
    (&["samuel", "samantha"], &["sam", "sammy", "sammie"]),
    (&["sarah", "sara"], &["sal", "sally", "sadie"]),
    (&["sebastian"], &["seb", "bastian", "basti"]),
    (&["sheila", "shelagh"], &["shel"]),
    (&["simon", "simone"], &["si", "sime"]),
    (&["stanley"], &["stan"]),
    (&["stephen", "steven", "stephanie", "stefan", "stefanie"], &["steve", "steph", "stevie", "stef", "steffi", "ste"]),
    (&["stuart", "stewart"], &["stu", "stew"]),
    (&["susan", "susannah", "suzanne", "susanna"], &["sue", "susie", "suzie", "suzy", "sanne", "susi"]),
    (&["sylvia", "silvia"], &["syl"]),
    (&["terence", "terrence", "teresa", "theresa"], &["terry", "tess", "tessa", "resi", "tel"]),
    (&["theodore", "theodora"], &["theo", "ted", "teddy", "thea", "dora"]),
    (&["thomas", "thomasina"], &["tom", "tommy", "thom"]),
    (&["timothy"], &["tim", "timmy"]),
    (&["tobias"], &["toby", "tobi"]),
    (&["valerie", "valentine"], &["val"]),
    (&["victor", "victoria"], &["vic", "vicky", "vicki", "tori", "vikki", "vickie"]),
    (&["vincent"], &["vince", "vinny", "vin"]),
    (&["virginia"], &["ginny", "ginger"]),
    (&["walter"], &["walt", "wally", "wal"]),
    (&["wilfred", "wilhelmina", "winifred"], &["wilf", "mina", "win", "winnie", "freda"]),
    (&["william", "wilhelm", "willem"], &["bill", "will", "billy", "willie", "liam", "willy", "wills", "wim"]),
    (&["yvonne"], &["vonnie"]),
    (&["zachary"], &["zach", "zack", "zak"]),
];

/// The usual short forms of a first name, in small letters.
pub(super) fn short_forms(first: &str) -> impl Iterator<Item = &'static str> + use<> {
    let first = first.to_lowercase();
    let own = first.clone();
    FORMS
        .iter()
        .filter(move |(names, _)| names.contains(&first.as_str()))
        .flat_map(|(_, forms)| forms.iter().copied())
        .filter(move |form| *form != own)
}

/// Whether a name is a usual short form of a first name.
pub(super) fn is_short_for(name: &str, first: &str) -> bool {
    let name = name.to_lowercase();
    short_forms(first).any(|form| form == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_known_in_any_letters_and_are_none_of_themselves() {
        assert!(is_short_for("Chris", "Christopher") && is_short_for("BILL", "william") && is_short_for("Rose", "Rosemary"));
        assert!(!is_short_for("Rose", "Rose") && !is_short_for("Chris", "Chris") && !is_short_for("Anne", "Miller"));
    }
}
