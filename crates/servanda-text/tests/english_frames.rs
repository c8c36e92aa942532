//! How English sentences are read: for each text, what the claim with these words says. The rows are of other
//! subjects and sorts of text than those the reader was developed on.

mod common;
#[path = "common/frames.rs"]
mod frames;

use frames::table;

#[test]
fn a_verb_left_out_is_that_of_the_clause_before() {
    let text = "Germany signed at Versailles on 28 June 1919, Austria at Saint-Germain on 10 September and Bulgaria at Neuilly on 27 November.";
    table(&[
        (
            text,
            "Germany signed at Versailles on 28 June 1919",
            "german-reich >signature at:versailles on:1919-06-28",
        ),
        (
            text,
            "Austria at Saint-Germain on 10 September",
            "austria >signature at:saint-germain-en-laye on:1919-09-10",
        ),
        (
            text,
            "Bulgaria at Neuilly on 27 November",
            "bulgaria >signature at:neuilly-sur-seine on:1919-11-27",
        ),
    ]);
}

#[test]
fn a_participle_after_its_noun_is_passive() {
    let text = "New START, signed in Prague on April 8, 2010, by Presidents Barack Obama and Dmitry Medvedev, took effect on Feb. 5, 2011.";
    table(&[
        (
            text,
            "New START, signed in Prague on April 8, 2010, by Presidents Barack Obama and Dmitry Medvedev",
            "obama,medvedev >signature at:prague by:new-start-2010 on:2010-04-08",
        ),
        (
            text,
            "took effect on Feb. 5, 2011",
            ">entry-into-force by:new-start-2010 on:2011-02-05",
        ),
    ]);
}

#[test]
fn joined_nouns_stay_together() {
    let salt = "SALT II was signed by Jimmy Carter and Leonid Brezhnev in Vienna on June 18, 1979, but the Senate never approved it.";
    table(&[
        (
            salt,
            "SALT II was signed by Jimmy Carter and Leonid Brezhnev in Vienna on June 18, 1979",
            "carter,brezhnev >signature at:vienna by:salt-ii-1979 on:1979-06-18",
        ),
        (
            "The treaty limited each side to 1,550 deployed warheads and 700 deployed missiles and bombers.",
            "The treaty limited each side to 1,550 deployed warheads and 700 deployed missiles and bombers",
            "#1,550,700",
        ),
        (
            "The resolution required Iraq to destroy its chemical and biological weapons and to respect the border agreed in 1963.",
            "The resolution required Iraq to destroy its chemical and biological weapons and to respect the border agreed in 1963",
            ">resolution to:iraq on:1963",
        ),
    ]);
}

#[test]
fn the_subject_goes_on_past_what_is_put_in() {
    let congo = "In 2005 the International Court of Justice found that Uganda had violated the Charter. It also held that Uganda was responsible for looting.";
    let bosnia = "Bosnian Serb forces overran Srebrenica, which the Security Council had declared a safe area in April 1993, and murdered more than 7,000 men and boys.";
    table(&[
        (
            congo,
            "It also held that Uganda was responsible for looting",
            "icj >judgment to:uganda",
        ),
        (
            bosnia,
            "murdered more than 7,000 men and boys",
            "army-of-republika-srpska >killing #more than 7,000",
        ),
        (
            "Iraqi forces invaded Kuwait in August 1990 and occupied it within two days.",
            "occupied it within two days",
            "iraq >occupation to:kuwait on:P2D",
        ),
        (
            "At dawn on 25 June 1950 North Korean troops crossed the 38th parallel and within three days took Seoul.",
            "within three days took Seoul",
            "korean-peoples-army >occupation at:seoul on:P3D",
        ),
        (
            "The court found that it was Eritrea which had broken the Charter in 1998.",
            "The court found that it was Eritrea which had broken the Charter in 1998",
            ">judgment to:eritrea by:un-charter-1945 on:1998",
        ),
    ]);
}

#[test]
fn titles_say_which_agreement_and_nothing_else() {
    let berlin = "In October 1908 Vienna annexed Bosnia, which the Berlin treaty had only allowed it to occupy.";
    let paris = "Waterloo was lost in June 1815. On 20 November 1815 the four allies signed the second Treaty of Paris with France.";
    table(&[
        (
            berlin,
            "which the Berlin treaty had only allowed it to occupy",
            ">occupation at:bosnia-herzegovina-region by:berlin-1878",
        ),
        (
            "Bolivia, by its treaty with Chile of 1904, lost its coast.",
            "Bolivia, by its treaty with Chile of 1904, lost its coast",
            "bolivia by:chile-bolivia-1904 on:1904",
        ),
        (
            paris,
            "On 20 November 1815 the four allies signed the second Treaty of Paris with France",
            ">signature to:france on:1815-11-20",
        ),
    ]);
}

#[test]
fn words_of_several_senses_are_acts_only_in_one() {
    let trianon = "Romania got Transylvania and Czechoslovakia got Slovakia.";
    table(&[
        (
            "Follow-up meetings were held in Belgrade, Madrid and Vienna.",
            "Follow-up meetings were held in Belgrade, Madrid and Vienna",
            ">conference at:belgrade,madrid,vienna",
        ),
        (
            "The talks in Moscow broke down on 13 November 1939.",
            "The talks in Moscow broke down on 13 November 1939",
            ">negotiation at:moscow on:1939-11-13",
        ),
        (
            "The protocol was secret. Its annex named the towns.",
            "Its annex named the towns",
            "",
        ),
        (
            "Ugandan troops entered Congo in August 1998.",
            "Ugandan troops entered Congo in August 1998",
            "uganda >invasion to:dr-congo on:1998-08",
        ),
        (
            "Sevastopol fell in September 1855.",
            "Sevastopol fell in September 1855",
            ">occupation at:sevastopol on:1855-09",
        ),
        (
            "Some 60,000 soldiers died in the Chaco.",
            "Some 60,000 soldiers died in the Chaco",
            ">killing at:chaco #Some 60,000",
        ),
        (
            "Russia withdrew from the treaty in November 2023.",
            "Russia withdrew from the treaty in November 2023",
            "russia >withdrawal on:2023-11",
        ),
        (
            trianon,
            "Romania got Transylvania",
            ">cession to:romania at:transylvania",
        ),
    ]);
}

#[test]
fn what_is_put_in_does_not_take_the_subject() {
    let belgium = "On 4 August 1914 German troops invaded Belgium, and Britain, which had sent Berlin an ultimatum, declared war the same day.";
    table(&[
        (
            belgium,
            "On 4 August 1914 German troops invaded Belgium",
            "wehrmacht >invasion to:belgium on:1914-08-04",
        ),
        (
            belgium,
            "Britain, which had sent Berlin an ultimatum",
            "uk >threat-of-force to:german-reich",
        ),
        (
            belgium,
            "declared war the same day",
            "uk >declaration-of-war on:1914-08-04",
        ),
        (
            "Under the Final Act the Netherlands were united with the former Austrian provinces.",
            "Under the Final Act the Netherlands were united with the former Austrian provinces",
            "to:netherlands,austria|austria-empire|austria-hungary on:PAST_REF",
        ),
        (
            "Six months later, on 15 March 1939, Hitler broke his word.",
            "Six months later, on 15 March 1939, Hitler broke his word",
            "hitler >violation on:1939-03-15",
        ),
        (
            "It left a buffer zone twenty-five kilometres wide, all of it on the Ethiopian side.",
            "all of it on the Ethiopian side",
            "",
        ),
        (
            "At eleven the next morning the guns stopped.",
            "At eleven the next morning the guns stopped",
            ">ceasefire on:XXXX-XX-XXTMO",
        ),
    ]);
}

#[test]
fn agreements_are_made_obtained_and_agreed() {
    table(&[
        (
            "Japan and Britain made an alliance in London in January 1902.",
            "Japan and Britain made an alliance in London in January 1902",
            "japan,uk >signature at:london by:anglo-japanese-1902 on:1902-01",
        ),
        (
            "The Americans obtained their own treaty at Wanghia in July 1844.",
            "The Americans obtained their own treaty at Wanghia in July 1844",
            "usa >signature at:wangxia by:wangxia-1844 on:1844-07",
        ),
    ]);
}

#[test]
fn land_goes_to_whom_it_is_given() {
    table(&[
        (
            "Southern Sakhalin went to Japan in 1905.",
            "Southern Sakhalin went to Japan in 1905",
            ">cession to:japan at:south-sakhalin on:1905",
        ),
        (
            "German troops marched into Poland on 1 September 1939.",
            "German troops marched into Poland on 1 September 1939",
            "wehrmacht >invasion to:poland on:1939-09-01",
        ),
    ]);
}

#[test]
fn a_rank_is_no_name_and_a_type_no_number() {
    table(&[(
        "A U-2 photographed missile sites in Cuba on 14 October 1962.",
        "A U-2 photographed missile sites in Cuba on 14 October 1962",
        "on:1962-10-14",
    )]);
}

#[test]
fn phrases_before_a_further_subject_belong_to_it() {
    let stefano = "Russia had beaten the Turks, and at San Stefano, on 3 March 1878, Ignatiev dictated terms.";
    table(&[
        (
            stefano,
            "at San Stefano, on 3 March 1878, Ignatiev dictated terms",
            "ignatiev >signature at:san-stefano on:1878-03-03",
        ),
        (
            "The soldiers killed, murdered and raped civilians in Nanking.",
            "The soldiers killed, murdered and raped civilians in Nanking",
            ">killing at:nanjing",
        ),
        (
            "A declaration of 8 February 1815, annexed to the Final Act, condemned the slave trade.",
            "A declaration of 8 February 1815, annexed to the Final Act",
            "on:1815-02-08",
        ),
    ]);
}

#[test]
fn a_clause_before_the_statement_needs_no_comma() {
    let poland = "When Germany invaded Poland in September 1939 Britain declared war.";
    table(&[
        (
            poland,
            "When Germany invaded Poland in September 1939",
            "german-reich >invasion to:poland on:1939-09",
        ),
        (poland, "Britain declared war", "uk >declaration-of-war"),
        (
            "When that arrangement broke down a secret Reinsurance Treaty was made with St Petersburg in June 1887.",
            "a secret Reinsurance Treaty was made with St Petersburg in June 1887",
            ">signature to:russian-empire by:reinsurance-1887 on:1887-06",
        ),
        (
            "After the fall of Paris the government moved to Bordeaux.",
            "After the fall of Paris the government moved to Bordeaux",
            "in:paris-falls-1940",
        ),
    ]);
}
